import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type ApprovalQuery = NonNullable<operations["approvals.list"]["parameters"]["query"]>;

/** What waits for a second person. */
export function createApprovals(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: ApprovalQuery = {}) => unwrap(http.GET("/v1/approvals", { params: { query } })),
    /** @throws BelfryProblem APPROVAL_NOT_FOUND, as all that name an approval */
    get: (id: number) => unwrap(http.GET("/v1/approvals/{approvalId}", at(id))),
    /** Releases what waits; the same decision again changes nothing. @throws BelfryProblem APPROVAL_DECIDED, PERMISSION_DENIED */
    approve: (id: number, decision: Decision = {}) =>
      unwrap(http.POST("/v1/approvals/{approvalId}/approve", { ...at(id), body: decision })),
    /** Refuses it. @throws BelfryProblem APPROVAL_DECIDED, PERMISSION_DENIED */
    reject: (id: number, decision: Decision = {}) =>
      unwrap(http.POST("/v1/approvals/{approvalId}/reject", { ...at(id), body: decision })),
    /** Takes it back, for those who asked. @throws BelfryProblem APPROVAL_DECIDED, PERMISSION_DENIED */
    withdraw: (id: number, decision: Decision = {}) =>
      unwrap(http.POST("/v1/approvals/{approvalId}/withdraw", { ...at(id), body: decision })),
  };
}

interface Decision {
  /** Why; whoever asked reads it. */
  readonly comment?: string;
}

function at(approvalId: number) {
  return { params: { path: { approvalId } } };
}
