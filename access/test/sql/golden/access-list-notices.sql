-- access-list-notices, sent by access/src/sql/list-notices.ts
select n.id, n.created_at as "createdAt", n.level, n.title, n.body, n.link, n.rule,
  n.execution_id as "executionId", r.read_at as "readAt"
from belfry.notice_recipients r join belfry.notices n on n.id = r.notice_id
where r.user_id = $1 and (not $2 or r.read_at is null) and ($3::bigint is null or r.notice_id < $3)
order by r.notice_id desc limit $4
