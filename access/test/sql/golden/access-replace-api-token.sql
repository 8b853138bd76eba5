-- access-replace-api-token, sent by access/src/sql/replace-api-token.ts
with gone as (delete from belfry.api_tokens where token_hash = $2)
insert into belfry.api_tokens (token_hash, name, role, created_at) values ($1, $3, $4, belfry.now())
