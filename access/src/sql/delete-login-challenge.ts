import type { Tx } from "@belfry/store";

/** Ends a first step, so that no second session comes of it. Whether it was there. */
export async function deleteLoginChallenge(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-delete-login-challenge",
    text: "delete from belfry.login_challenges where token_hash = $1 and expires_at > belfry.now()",
    values: [tokenHash],
  });
  return count > 0;
}
