import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type PolicyDraft = operations["policies.save"]["requestBody"]["content"]["application/json"];

/** What is decided about messages: quiet hours, frequency caps, what they may hold. */
export function createPolicies(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/policies"))).items,
    /** Writes a policy, or replaces the one with its name. @throws BelfryProblem REQUEST_INVALID */
    save: (policy: string, draft: PolicyDraft) =>
      unwrap(http.PUT("/v1/policies/{policy}", { params: { path: { policy } }, body: draft })),
    /** @throws BelfryProblem POLICY_NOT_FOUND */
    remove: (policy: string) => unwrap(http.DELETE("/v1/policies/{policy}", { params: { path: { policy } } })),
  };
}

export type SuppressionQuery = NonNullable<operations["suppressions.list"]["parameters"]["query"]>;
export type SuppressionDraft = operations["suppressions.add"]["requestBody"]["content"]["application/json"];

/** Who is not sent to any more. */
export function createSuppressions(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: SuppressionQuery = {}) => unwrap(http.GET("/v1/suppressions", { params: { query } })),
    /** Puts addresses on the list. Returns how many are new. */
    add: async (draft: SuppressionDraft) => (await unwrap(http.POST("/v1/suppressions", { body: draft }))).added,
    /** @throws BelfryProblem SUPPRESSION_NOT_FOUND */
    remove: (suppressionId: number) =>
      unwrap(http.DELETE("/v1/suppressions/{suppressionId}", { params: { path: { suppressionId } } })),
  };
}
