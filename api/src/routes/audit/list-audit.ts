import { defineRoute } from "../../contract/define-route.ts";
import { AuditEntryView, AuditQuery } from "../../schemas/audit.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { auditFilter } from "./audit-filter.ts";

export const listAudit = defineRoute({
  method: "GET",
  path: "/v1/audit",
  operation: "audit.list",
  summary: "Lists who did what to what, when and from where, newest first",
  permission: "audit:read",
  query: AuditQuery,
  response: pageOf(AuditEntryView),
  errors: [],

  async handle({ auditTrail, query }) {
    return readPage(query, (page) => auditTrail.list(auditFilter(query), page));
  },
});
