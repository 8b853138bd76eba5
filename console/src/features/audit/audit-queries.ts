import type { AuditVerification } from "@belfry/client";
import { queryOptions, useMutation, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { AuditFilter } from "./audit-search.ts";

export function auditListQuery(filter: AuditFilter, cursor: string | undefined) {
  return queryOptions({
    queryKey: ["audit", "list", filter, cursor ?? null],
    queryFn: () => belfry.audit.list({ ...filter, limit: 50, ...(cursor !== undefined && { cursor }) }),
  });
}

/** Reads every entry there is, so it is only done when somebody asks for it. */
export function useVerifyAudit(): UseMutationResult<AuditVerification, Error, void> {
  return useMutation({ mutationFn: () => belfry.audit.verify() });
}
