-- access-select-approval, sent by access/src/sql/select-approval.ts
select a.id, a.kind, a.subject, a.rule, a.labels, a.execution_id as "executionId", a.message_id as "messageId",
  a.reason, a.requested_by as "requestedBy", a.requested_at as "requestedAt", a.expires_at as "expiresAt", a.state,
  a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.comment, a.sample
from belfry.approvals a
where a.id = $1 and ($2::jsonb is null or (belfry.labels_in_scope(a.labels, $2)
  and (a.execution_id is null or belfry.execution_in_scope(a.execution_id, $2))))
