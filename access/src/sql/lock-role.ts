import type { Tx } from "@belfry/store";

/** The permissions of an own role, which stays until the transaction is over; nothing when there is no such role. */
export async function lockRole(tx: Tx, name: string): Promise<readonly string[] | undefined> {
  const { rows } = await tx.query<{ permissions: string[] }>({
    name: "access-lock-role",
    text: "select permissions from belfry.roles where name = $1 for share",
    values: [name],
  });
  return rows[0]?.permissions;
}
