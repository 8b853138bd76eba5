import type { Tx } from "@belfry/store";

export async function updatePassword(
  tx: Tx,
  change: { readonly userId: number; readonly passwordHash: string },
): Promise<void> {
  await tx.query({
    name: "access-update-password",
    text: "update belfry.users set password_hash = $2, password_changed_at = belfry.now() where id = $1",
    values: [change.userId, change.passwordHash],
  });
}
