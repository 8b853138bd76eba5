import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { AuditVerification, AuditVerificationQuery } from "../../schemas/audit.ts";

export const verifyAudit = defineRoute({
  method: "GET",
  path: "/v1/audit/verification",
  operation: "audit.verify",
  summary:
    "Says whether every entry of the audit trail is as it was written, and every message and every total of rewards is accounted for",
  description:
    "Each entry carries a hash over itself and the hash before it. What was changed, taken out, swapped or cut off is found; an erased detail is not a change. A million entries take less than a minute.",
  permission: "audit:read",
  query: AuditVerificationQuery,
  response: AuditVerification,
  errors: [],

  async handle({ auditTrail, notify, incentives, query: { knownN, knownHash } }) {
    const known = knownN !== undefined && knownHash !== undefined ? { n: knownN, hash: knownHash } : undefined;
    if (known !== undefined || (knownN === undefined && knownHash === undefined))
      return {
        ...(await auditTrail.verify(known)),
        messages: await notify.verifyMessages(),
        incentives: await incentives.verifyIncentives(),
      };
    const path = knownN === undefined ? "query.knownN" : "query.knownHash";
    const problem = { path, message: "It is missing.", remedy: "Send the number and the hash, or neither." };
    throw new AppError("REQUEST_INVALID", { problems: [problem] });
  },
});
