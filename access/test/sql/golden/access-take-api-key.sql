-- access-take-api-key, sent by access/src/sql/take-api-key.ts
select id, name, note, permissions, scope, requests_per_minute as "requestsPerMinute",
  created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
  case when previous_until > belfry.now() then previous_until end as "previousSecretUntil", revoked_at as "revokedAt", revoked_at is not null or coalesce(expires_at <= belfry.now(), false) as ended
from belfry.api_keys where id = $1 for update
