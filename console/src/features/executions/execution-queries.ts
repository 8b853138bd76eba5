import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient, type UseMutationResult } from "@tanstack/react-query";
import { answered, api, type Schemas } from "../../api/index.ts";

export type Execution = Schemas["ExecutionSummary"];
export type ExecutionDetail = Schemas["ExecutionDetail"];
export type ExecutionState = Execution["state"];

export const executionStates = ["pending", "running", "retrying", "waiting", "success", "failed", "cancelled", "skipped"] as const satisfies readonly ExecutionState[];

/** Whether nothing more happens by itself. */
export function hasEnded(state: ExecutionState): boolean {
  return state === "success" || state === "failed" || state === "cancelled" || state === "skipped";
}

export const executionKeys = {
  all: ["executions"],
  lists: ["executions", "list"],
  one: (id: number) => ["executions", "one", id],
} as const;

export interface ExecutionListFilter {
  readonly rule?: string;
  readonly state?: ExecutionState;
  readonly parent?: number;
  readonly roots?: boolean;
  /** RFC 3339 */
  readonly from?: string;
  readonly until?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

export function executionListQuery(filter: ExecutionListFilter) {
  return queryOptions({
    queryKey: [...executionKeys.lists, filter],
    queryFn: ({ signal }) => answered(api.GET("/v1/executions", { params: { query: filter }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function executionQuery(id: number) {
  return queryOptions({
    queryKey: [...executionKeys.one(id), "detail"],
    queryFn: ({ signal }) => answered(api.GET("/v1/executions/{executionId}", { params: { path: { executionId: id } }, signal })),
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
    async queryFn({ signal }): Promise<readonly Schemas["LogLine"][]> {
      const lines = [...(queryClient.getQueryData<readonly Schemas["LogLine"][]>(queryKey) ?? [])];
      for (;;) {
        const query = { after: lines.at(-1)?.id ?? 0, limit: LINES_AT_ONCE };
        const { items } = await answered(
          api.GET("/v1/executions/{executionId}/logs", { params: { path: { executionId: id }, query }, signal }),
        );
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
    mutationFn: (id: number) => answered(api.POST("/v1/executions/{executionId}/cancel", { params: { path: { executionId: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: executionKeys.all }),
  });
}

export function useRetryExecution(): UseMutationResult<ExecutionDetail, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => answered(api.POST("/v1/executions/{executionId}/retry", { params: { path: { executionId: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: executionKeys.all }),
  });
}
