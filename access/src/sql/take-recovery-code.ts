import type { Tx } from "@belfry/store";

/** Uses a recovery code up. Whether it was one. */
export async function takeRecoveryCode(
  tx: Tx,
  code: { readonly userId: number; readonly codeHash: Buffer },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-take-recovery-code",
    text: "delete from belfry.recovery_codes where user_id = $1 and code_hash = $2",
    values: [code.userId, code.codeHash],
  });
  return count > 0;
}
