import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { eventKeys } from "./event-queries.ts";

export type Feed = Awaited<ReturnType<typeof belfry.feeds.list>>["items"][number];

/** How the triggers fare that take events from elsewhere. Nobody hints at a change, so it is asked for again and again. */
export function feedListQuery(rule?: string, cursor?: string) {
  return queryOptions({
    queryKey: [...eventKeys.all, "feeds", rule ?? null, cursor ?? null],
    queryFn: () =>
      belfry.feeds.list({
        limit: 100,
        ...(rule !== undefined && { rule }),
        ...(cursor !== undefined && { cursor }),
      }),
    refetchInterval: 10_000,
  });
}
