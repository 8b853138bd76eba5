import { Readable } from "node:stream";
import { defineRoute, download } from "../../contract/define-route.ts";
import { AuditExportQuery } from "../../schemas/audit.ts";
import { auditCsv, auditNdjson } from "./audit-lines.ts";
import { auditFilter } from "./audit-filter.ts";

export const exportAudit = defineRoute({
  method: "GET",
  path: "/v1/audit/export",
  operation: "audit.export",
  summary: "Downloads the audit trail, oldest entry first",
  description: "What a stranger wrote cannot become a formula of the spreadsheet that opens the table.",
  permission: "audit:read",
  alsoNeeds: ["personal-data:read"],
  query: AuditExportQuery,
  response: download,
  errors: [],

  async handle({ auditTrail, query }) {
    const entries = auditTrail.readAll(auditFilter(query));
    return query.format === "csv"
      ? { fileName: "audit.csv", mediaType: "text/csv", body: Readable.from(auditCsv(entries)) }
      : { fileName: "audit.ndjson", mediaType: "application/x-ndjson", body: Readable.from(auditNdjson(entries)) };
  },
});
