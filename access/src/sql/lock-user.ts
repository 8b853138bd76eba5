import type { Tx } from "@belfry/store";

/** Keeps others from changing a person until the transaction is over. Whether there is one. */
export async function lockUser(tx: Tx, name: string): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-lock-user",
    text: "select id from belfry.users where lower(name) = lower($1) for update",
    values: [name],
  });
  return count > 0;
}
