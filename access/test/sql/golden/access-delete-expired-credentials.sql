-- access-delete-expired-credentials, sent by access/src/sql/delete-expired-credentials.ts
with sessions as (delete from belfry.sessions where expires_at < belfry.now())
delete from belfry.api_tokens where expires_at < belfry.now()
