-- access-insert-api-key, sent by access/src/sql/insert-api-key.ts
insert into belfry.api_keys (id, name, note, secret_hash, permissions, scope, requests_per_minute, created_by,
  created_at, expires_at)
values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, belfry.now(), $9)
on conflict do nothing
returning id, name, note, permissions, scope, requests_per_minute as "requestsPerMinute",
  created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
  case when previous_until > belfry.now() then previous_until end as "previousSecretUntil", revoked_at as "revokedAt"
