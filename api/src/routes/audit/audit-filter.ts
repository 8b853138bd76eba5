import type { AuditFilter } from "@belfry/access";
import type { z } from "zod";
import type { AuditExportQuery } from "../../schemas/audit.ts";

/** The filter of a query without what was left out. */
export function auditFilter(query: Omit<z.output<typeof AuditExportQuery>, "format">): AuditFilter {
  const { actor, action, subjectKind, subject, outcome, from, until } = query;
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(subjectKind !== undefined && { subjectKind }),
    ...(subject !== undefined && { subject }),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}
