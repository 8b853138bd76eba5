import type { Tx } from "@belfry/store";

/** Removes an own role, unless somebody has it. Whether it is gone. */
export async function deleteRole(tx: Tx, name: string): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-delete-role",
    text: "delete from belfry.roles r where r.name = $1 and not exists (select from belfry.users u where u.role = r.name)",
    values: [name],
  });
  return count > 0;
}
