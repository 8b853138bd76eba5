-- access-select-overdue-approvals, sent by access/src/sql/select-overdue-approvals.ts
select a.id, a.expires_at <= belfry.now() as expired
from belfry.approvals a
where a.state = 'pending' and (a.expires_at <= belfry.now() or (null))
order by a.id
limit 100
