import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { AuditVerification, AuditVerificationQuery } from "../../schemas/audit.ts";

export const verifyAudit = defineRoute({
  method: "GET",
  path: "/v1/audit/verification",
  operation: "audit.verify",
  summary: "Says whether every entry of the audit trail is as it was written",
  description:
    "Each entry carries a hash over itself and the hash before it. What was changed, taken out, swapped or cut off is found; an erased detail is not a change. A million entries take less than a minute.",
  permission: "audit:read",
  query: AuditVerificationQuery,
  response: AuditVerification,
  errors: [],

  async handle({ auditTrail, query: { knownN, knownHash } }) {
    if (knownN !== undefined && knownHash !== undefined) return auditTrail.verify({ n: knownN, hash: knownHash });
    if (knownN === undefined && knownHash === undefined) return auditTrail.verify();
    const path = knownN === undefined ? "query.knownN" : "query.knownHash";
    const problem = { path, message: "It is missing.", remedy: "Send the number and the hash, or neither." };
    throw new AppError("REQUEST_INVALID", { problems: [problem] });
  },
});
