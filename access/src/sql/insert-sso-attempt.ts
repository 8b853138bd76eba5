import type { Queryable } from "@belfry/store";

export interface SsoAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Waits ten minutes for somebody to come back from the provider, and clears away those who did not. */
export async function insertSsoAttempt(
  db: Queryable,
  attempt: SsoAttempt & { readonly tokenHash: Buffer },
): Promise<void> {
  await db.query({
    name: "access-insert-sso-attempt",
    text: `
      with ended as (delete from belfry.sso_attempts where expires_at <= belfry.now())
      insert into belfry.sso_attempts (token_hash, state, nonce, code_verifier, expires_at)
      values ($1, $2, $3, $4, belfry.now() + interval '10 minutes')`,
    values: [attempt.tokenHash, attempt.state, attempt.nonce, attempt.codeVerifier],
  });
}
