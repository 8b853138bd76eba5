import type { Tx } from "@belfry/store";

/**
 * The ids of the administrators who can sign in and are restricted to nothing. Locks them: of two who remove each other
 * at the same moment the second waits, and then sees that it is the last.
 */
export async function lockAdministrators(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "access-lock-administrators",
    text: `
      select id from belfry.users where role = 'administrator' and enabled and scope is null
      order by id for update`,
  });
  return rows.map(({ id }) => id);
}
