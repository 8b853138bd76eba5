import type { ExecutionDetail, ExecutionQuery, ExecutionSummary, LogLine, RetryChoice } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export type Execution = ExecutionSummary;
export type { ExecutionDetail };
export type ExecutionState = Execution["state"];

export const executionStates = [
  "pending",
  "running",
  "retrying",
  "waiting",
  "success",
  "failed",
  "cancelled",
  "skipped",
] as const satisfies readonly ExecutionState[];

/** Whether nothing more happens by itself. */
export function hasEnded(state: ExecutionState): boolean {
  return state === "success" || state === "failed" || state === "cancelled" || state === "skipped";
}

export const executionKeys = {
  all: ["executions"],
  lists: ["executions", "list"],
  one: (id: number) => ["executions", "one", id],
} as const;

export function executionListQuery(filter: ExecutionQuery) {
  return queryOptions({
    queryKey: [...executionKeys.lists, filter],
    queryFn: () => belfry.executions.list(filter),
    placeholderData: keepPreviousData,
  });
}

const PROGRESS_MS = 2_000;

export function executionQuery(id: number) {
  return queryOptions({
    queryKey: [...executionKeys.one(id), "detail"],
    queryFn: () => belfry.executions.get(id),
    // How far an action is changes without any hint.
    refetchInterval: ({ state: { data } }) => (data?.state === "running" ? PROGRESS_MS : false),
  });
}

const LINES_AT_ONCE = 1_000;
/** A browser can show so many lines; whoever needs more takes the command line. */
const MOST_LINES = 10_000;

/** The log. Lines only come behind those that are known, so that each refresh asks for the new ones alone. */
export function executionLogsQuery(id: number, queryClient: QueryClient) {
  const queryKey = [...executionKeys.one(id), "logs"] as const;
  return queryOptions({
    queryKey,
    async queryFn(): Promise<readonly LogLine[]> {
      const lines = [...(queryClient.getQueryData<readonly LogLine[]>(queryKey) ?? [])];
      for (;;) {
        const items = await belfry.executions.logs(id, { after: lines.at(-1)?.id ?? 0, limit: LINES_AT_ONCE });
        lines.push(...items);
        if (items.length < LINES_AT_ONCE || lines.length >= MOST_LINES) return lines;
      }
    },
    structuralSharing: false,
  });
}

export function useCancelExecution(): UseMutationResult<ExecutionDetail, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.executions.cancel(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: executionKeys.all }),
  });
}

export function useRetryExecution(): UseMutationResult<ExecutionDetail, Error, RetryChoice & { readonly id: number }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...choice }: RetryChoice & { readonly id: number }) => belfry.executions.retry(id, choice),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: executionKeys.all }),
  });
}
