import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createHintGatherer, liveStateQuery, readHintedIds, type Hints, type HintTopic } from "../api/index.ts";
import { approvalKeys } from "../features/approvals/index.ts";
import { calendarKeys } from "../features/calendars/index.ts";
import { eventKeys } from "../features/events/index.ts";
import { executionKeys } from "../features/executions/index.ts";
import { gridKeys } from "../features/grids/index.ts";
import { incentiveKeys } from "../features/incentives/index.ts";
import { messageKeys } from "../features/messages/index.ts";
import { noticeKeys } from "../features/notices/index.ts";
import { ruleKeys } from "../features/rules/index.ts";
import { sandboxKeys } from "../features/sandbox/index.ts";
import { variableKeys } from "../features/variables/index.ts";

const topics = ["executions", "rules", "events", "grids", "incentives"] as const satisfies readonly HintTopic[];
const AGAIN_AFTER_MS = 5_000;

/** Keeps what is shown fresh by the hints of the server. A tab that nobody sees holds no connection. */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let connection: Disposable | undefined;
    const follow = () => {
      connection?.[Symbol.dispose]();
      connection = document.hidden ? undefined : connect(queryClient);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      connection?.[Symbol.dispose]();
    };
  }, [queryClient]);
}

function connect(queryClient: QueryClient): Disposable {
  const hints = createHintGatherer({ everyMs: 1_000, pass: (changed) => refresh(queryClient, changed) });
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource("/v1/changes");
    source.addEventListener("open", () => queryClient.setQueryData(liveStateQuery.queryKey, "open"));
    // Nobody knows what was missed before. A stream that goes on where it ended begins with neither.
    for (const event of ["hello", "reset"]) {
      source.addEventListener(event, () => {
        void queryClient.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] !== "live" && queryKey[0] !== "session",
        });
      });
    }
    for (const topic of topics) {
      source.addEventListener(topic, ({ data }: MessageEvent<string>) => hints.add(topic, readHintedIds(data)));
    }
    source.addEventListener("error", () => {
      const wasOpen = queryClient.getQueryData(liveStateQuery.queryKey) !== "closed";
      queryClient.setQueryData(liveStateQuery.queryKey, "closed");
      // Begins to poll: the interval of a query is looked at when it is answered.
      if (wasOpen) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "live" });
      // After a refusal the browser gives up; it may be the server that is just starting.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS);
    });
  };
  open();

  return {
    [Symbol.dispose]() {
      clearTimeout(again);
      hints.stop();
      source?.close();
    },
  };
}

function refresh(queryClient: QueryClient, changed: Hints): void {
  const keys = [...changed].flatMap(([topic, ids]): (readonly unknown[])[] => {
    switch (topic) {
      case "executions":
        return [
          ...(ids === "all"
            ? [executionKeys.all]
            : [executionKeys.lists, ...ids.map((id) => executionKeys.one(Number(id)))]),
          // An action that ended may have sent something.
          messageKeys.all,
          sandboxKeys.list,
          noticeKeys.all,
          approvalKeys.all,
        ];
      case "events":
        return [eventKeys.all];
      case "grids":
        return ids === "all"
          ? [gridKeys.all]
          : [gridKeys.lists, gridKeys.freshness, ...ids.map((id) => gridKeys.one(String(id)))];
      case "incentives":
        return ids === "all"
          ? [incentiveKeys.all]
          : [incentiveKeys.figures, incentiveKeys.campaigns, ...ids.map((id) => incentiveKeys.one(String(id)))];
      case "rules":
        return [ruleKeys.all, variableKeys.all, approvalKeys.all, calendarKeys.all];
      default:
        return topic satisfies never;
    }
  });
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}
