import type { Tx } from "@belfry/store";

export interface PasswordUpdate {
  readonly userId: number;
  readonly passwordHash: string;
  /** Whether the person has to choose another one at the next sign-in. */
  readonly mustChange: boolean;
}

export async function updatePassword(tx: Tx, { userId, passwordHash, mustChange }: PasswordUpdate): Promise<void> {
  await tx.query({
    name: "access-update-password",
    text: `
      update belfry.users set password_hash = $2, must_change_password = $3, password_changed_at = belfry.now()
      where id = $1`,
    values: [userId, passwordHash, mustChange],
  });
}
