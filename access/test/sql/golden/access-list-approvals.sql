-- access-list-approvals, sent by access/src/sql/list-approvals.ts
select a.id, a.kind, a.subject, a.rule, a.labels, a.execution_id as "executionId", a.message_id as "messageId",
  a.reason, a.requested_by as "requestedBy", a.requested_at as "requestedAt", a.expires_at as "expiresAt", a.state,
  a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.comment
from belfry.approvals a
where ($1::text is null or a.state = $1)
  and ($2::text is null or (a.state = 'pending' and not exists (
    select from unnest(a.requested_by) as asked where lower(asked) = lower($2))))
  and ($3::bigint is null or a.id < $3)
  and ($4::jsonb is null or (belfry.labels_in_scope(a.labels, $4)
  and (a.execution_id is null or belfry.execution_in_scope(a.execution_id, $4))))
order by a.id desc
limit $5
