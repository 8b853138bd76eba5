-- access-list-api-keys, sent by access/src/sql/list-api-keys.ts
select id, name, note, permissions, scope, requests_per_minute as "requestsPerMinute",
  created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
  case when previous_until > belfry.now() then previous_until end as "previousSecretUntil", revoked_at as "revokedAt" from belfry.api_keys
where $1 or revoked_at is null
order by revoked_at is not null, name, id
