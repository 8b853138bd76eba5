import type { AuditFilter } from "../audit/audit-entry.ts";

export const auditColumns = `n as id, at, jsonb_build_object('kind', actor_kind, 'name', actor) as actor, address,
        request_id as "requestId", action, jsonb_build_object('kind', subject_kind, 'id', subject) as subject, outcome, detail`;

/** The condition of a filter; its values are the parameters from $1 on. */
export const auditCondition = `($1::text is null or actor = $1)
        and ($2::text is null or action = $2 or starts_with(action, $2 || '.'))
        and ($3::text is null or subject_kind = $3)
        and ($4::text is null or subject = $4)
        and ($5::text is null or outcome = $5)
        and ($6::timestamptz is null or at >= $6)
        and ($7::timestamptz is null or at < $7)`;

export function auditValues(filter: AuditFilter): unknown[] {
  const { actor, action, subjectKind, subject, outcome, from, until } = filter;
  return [actor, action, subjectKind, subject, outcome, from, until].map((value) => value ?? null);
}
