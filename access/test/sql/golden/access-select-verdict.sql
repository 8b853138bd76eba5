-- access-select-verdict, sent by access/src/sql/select-verdict.ts
select id, state, expires_at as "expiresAt", decided_by as "decidedBy", comment
from belfry.approvals where subject = $1 order by id desc limit 1
