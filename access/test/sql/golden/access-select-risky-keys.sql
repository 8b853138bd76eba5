-- access-select-risky-keys, sent by access/src/sql/select-risky-keys.ts
select name, permissions, expires_at is null as "neverExpires",
  coalesce(last_used_at, created_at) < belfry.now() - interval '90 days' as unused
from belfry.api_keys where revoked_at is null and (expires_at is null or expires_at > belfry.now())
order by name
