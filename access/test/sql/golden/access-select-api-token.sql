-- access-select-api-token, sent by access/src/sql/select-api-token.ts
select t.name, t.role, case when k.id is null then t.permissions else k.permissions end as permissions,
  case when k.id is null then t.scope else k.scope end as scope,
  k.id as "keyId", k.requests_per_minute as "requestsPerMinute",
  k.id is not null and (k.last_used_at is null or k.last_used_at <= belfry.now() - interval '1 minute') as note
from belfry.api_tokens t left join belfry.api_keys k on k.id = t.key_id
where t.token_hash = $1 and (t.expires_at is null or t.expires_at > belfry.now())
  and (k.id is null or (k.revoked_at is null and (k.expires_at is null or k.expires_at > belfry.now())))
