-- access-list-sessions, sent by access/src/sql/list-sessions.ts
select id, created_at as "createdAt", expires_at as "expiresAt", address, method,
  coalesce(token_hash = $2::bytea, false) as current
from belfry.sessions where user_id = $1 and expires_at > belfry.now()
order by id desc
