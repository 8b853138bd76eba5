import type { Tx } from "@belfry/store";

/** Waits five minutes for a code, and clears away those that nobody answered. */
export async function insertLoginChallenge(
  tx: Tx,
  challenge: { readonly tokenHash: Buffer; readonly userId: number },
): Promise<{ readonly expiresAt: Date }> {
  const { rows } = await tx.query<{ expiresAt: Date }>({
    name: "access-insert-login-challenge",
    text: `
      with ended as (delete from belfry.login_challenges where expires_at <= belfry.now())
      insert into belfry.login_challenges (token_hash, user_id, expires_at)
      values ($1, $2, belfry.now() + interval '5 minutes')
      returning expires_at as "expiresAt"`,
    values: [challenge.tokenHash, challenge.userId],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("A challenge was not written.");
  return row;
}
