-- access-insert-sso-attempt, sent by access/src/sql/insert-sso-attempt.ts
with ended as (delete from belfry.sso_attempts where expires_at <= belfry.now())
insert into belfry.sso_attempts (token_hash, state, nonce, code_verifier, expires_at)
values ($1, $2, $3, $4, belfry.now() + interval '10 minutes')
