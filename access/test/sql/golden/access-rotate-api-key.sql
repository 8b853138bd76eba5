-- access-rotate-api-key, sent by access/src/sql/rotate-api-key.ts
with shortened as (
  update belfry.api_tokens set expires_at = least(expires_at, belfry.now() + $3 * interval '1 second')
  where key_id = $1)
update belfry.api_keys
set previous_hash = case when $3 > 0 then secret_hash end,
  previous_until = case when $3 > 0 then belfry.now() + $3 * interval '1 second' end, secret_hash = $2
where id = $1
returning id, name, note, permissions, scope, requests_per_minute as "requestsPerMinute",
  created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
  case when previous_until > belfry.now() then previous_until end as "previousSecretUntil", revoked_at as "revokedAt"
