import type { WhyQuery } from "@belfry/client";
import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

/** What became of every message to a recipient in a time. */
export function whyQuery(query: WhyQuery) {
  return queryOptions({
    // Below the messages: whatever changes them may change the answer.
    queryKey: ["messages", "why", query],
    queryFn: () => belfry.messages.why(query),
    enabled: query.recipient !== "",
  });
}
