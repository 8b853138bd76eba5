-- access-take-sso-attempt, sent by access/src/sql/take-sso-attempt.ts
delete from belfry.sso_attempts where token_hash = $1
returning state, nonce, code_verifier as "codeVerifier", expires_at > belfry.now() as alive
