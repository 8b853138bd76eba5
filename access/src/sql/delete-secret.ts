import type { Queryable } from "@belfry/store";

/** Whether there was one. */
export async function deleteSecret(db: Queryable, name: string): Promise<boolean> {
  const { count } = await db.query({
    name: "access-delete-secret",
    text: "delete from belfry.secrets where name = $1",
    values: [name],
  });
  return count > 0;
}
