import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type ExecutionQuery = NonNullable<operations["executions.list"]["parameters"]["query"]>;

export interface RetryChoice {
  /** @default "failed" */
  readonly from?: "failed" | "start";
  /** @default "same" */
  readonly version?: "same" | "latest";
  /** Why, for the audit trail. */
  readonly note?: string;
}

export function createExecutions(http: Http) {
  return {
    /** One page, newest first; `nextCursor` leads to the next one. */
    list: (query: ExecutionQuery = {}) => unwrap(http.GET("/v1/executions", { params: { query } })),
    /** @throws BelfryProblem EXECUTION_NOT_FOUND, as all that name an execution */
    get: (id: number) => unwrap(http.GET("/v1/executions/{executionId}", at(id))),
    /** What started it, what it waits for and how it ended. */
    explain: (id: number) => unwrap(http.GET("/v1/executions/{executionId}/explain", at(id))),
    /** The log, oldest line first; `after` is the id of the last line that was read. */
    logs: async (id: number, query: { readonly after?: number; readonly limit?: number } = {}) =>
      (await unwrap(http.GET("/v1/executions/{executionId}/logs", { params: { path: { executionId: id }, query } })))
        .items,
    cancel: (id: number) => unwrap(http.POST("/v1/executions/{executionId}/cancel", at(id))),
    /**
     * Runs it again: from the action that failed with the same version of its rule, unless said otherwise. From the start
     * the answer is another execution. @throws BelfryProblem EXECUTION_RETRIED_ALREADY, RETRY_STEPS_DIFFER
     */
    retry: (id: number, choice: RetryChoice = {}) =>
      unwrap(http.POST("/v1/executions/{executionId}/retry", { ...at(id), body: choice })),
  };
}

function at(executionId: number) {
  return { params: { path: { executionId } } };
}
