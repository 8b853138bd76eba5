-- access-select-api-token, sent by access/src/sql/select-api-token.ts
select name, role, permissions, scope from belfry.api_tokens
where token_hash = $1 and (expires_at is null or expires_at > belfry.now())
