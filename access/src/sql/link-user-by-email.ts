import type { Tx } from "@belfry/store";

/** Takes up the permission to link the account with this address, which holds for one time. Nothing when there is none. */
export async function linkUserByEmail(
  tx: Tx,
  email: string,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  const { rows } = await tx.query<{ id: number; name: string }>({
    name: "access-link-user-by-email",
    text: `
      update belfry.users set link_allowed = false
      where email = lower($1) and link_allowed and enabled
      returning id, name`,
    values: [email],
  });
  return rows[0];
}
