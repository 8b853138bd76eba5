import type { Queryable } from "@belfry/store";
import type { SsoAttempt } from "./insert-sso-attempt.ts";

/** What somebody who comes back has to bring along. It is read once. */
export async function takeSsoAttempt(db: Queryable, tokenHash: Buffer): Promise<SsoAttempt | undefined> {
  const { rows } = await db.query<SsoAttempt & { alive: boolean }>({
    name: "access-take-sso-attempt",
    text: `
      delete from belfry.sso_attempts where token_hash = $1
      returning state, nonce, code_verifier as "codeVerifier", expires_at > belfry.now() as alive`,
    values: [tokenHash],
  });
  return rows[0]?.alive === true ? rows[0] : undefined;
}
