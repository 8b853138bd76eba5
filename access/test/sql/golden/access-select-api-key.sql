-- access-select-api-key, sent by access/src/sql/select-api-key.ts
select id, name, permissions, scope, requests_per_minute as "requestsPerMinute",
  last_used_at is null or last_used_at <= belfry.now() - interval '1 minute' as note
from belfry.api_keys
where id = $1 and revoked_at is null and (expires_at is null or expires_at > belfry.now())
  and (secret_hash = $2 or (previous_hash = $2 and previous_until > belfry.now()))
