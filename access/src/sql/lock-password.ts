import type { Tx } from "@belfry/store";

/**
 * Whether a person still has the password that was checked, and may still sign in. From here on until the end of the
 * transaction nobody changes that, so no session begins beside a reset that ends all of them.
 */
export async function lockPassword(
  tx: Tx,
  checked: { readonly userId: number; readonly passwordHash: string },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-lock-password",
    text: "select id from belfry.users where id = $1 and enabled and password_hash = $2 for update",
    values: [checked.userId, checked.passwordHash],
  });
  return count > 0;
}
