import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type FailureQuery = NonNullable<operations["failures.list"]["parameters"]["query"]>;
export type AlertQuery = NonNullable<operations["alerts.list"]["parameters"]["query"]>;
export type Redrive = operations["failures.redrive"]["requestBody"]["content"]["application/json"];
export type Dismissal = operations["failures.dismiss"]["requestBody"]["content"]["application/json"];

/** Executions that finally failed. */
export function createFailures(http: Http) {
  return {
    /** By their reasons; `nextCursor` leads to the next page. */
    list: (query: FailureQuery = {}) => unwrap(http.GET("/v1/failures", { params: { query } })),
    /** The executions of a group, newest first. @throws BelfryProblem FAILURE_GROUP_NOT_FOUND */
    executions: (group: string, query: { readonly cursor?: string; readonly limit?: number } = {}) =>
      unwrap(http.GET("/v1/failures/{group}", { params: { path: { group }, query } })),
    /** Begins to retry many; `job` says how far it is. @throws BelfryProblem FAILURES_NOT_FOUND */
    redrive: (body: Redrive) => unwrap(http.POST("/v1/failures/redrive", { body })),
    /** Begins to close many. @throws BelfryProblem FAILURES_NOT_FOUND */
    dismiss: (body: Dismissal) => unwrap(http.POST("/v1/failures/dismiss", { body })),
    jobs: (query: { readonly cursor?: string; readonly limit?: number } = {}) =>
      unwrap(http.GET("/v1/failure-jobs", { params: { query } })),
    /** @throws BelfryProblem FAILURE_JOB_NOT_FOUND */
    job: (jobId: number) => unwrap(http.GET("/v1/failure-jobs/{jobId}", { params: { path: { jobId } } })),
    /** @throws BelfryProblem FAILURE_JOB_ENDED */
    cancelJob: (jobId: number) => unwrap(http.POST("/v1/failure-jobs/{jobId}/cancel", { params: { path: { jobId } } })),
  };
}

/** What is wrong, and was. */
export function createAlerts(http: Http) {
  return {
    /** One page, newest first; `nextCursor` leads to the next one. */
    list: (query: AlertQuery = {}) => unwrap(http.GET("/v1/alerts", { params: { query } })),
  };
}
