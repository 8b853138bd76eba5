-- access-revoke-api-key, sent by access/src/sql/revoke-api-key.ts
with tokens as (delete from belfry.api_tokens where key_id = $1)
update belfry.api_keys set revoked_at = belfry.now() where id = $1 and revoked_at is null
