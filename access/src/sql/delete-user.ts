import type { Tx } from "@belfry/store";

/** Removes a person with their sessions, second factor and identities. */
export async function deleteUser(tx: Tx, id: number): Promise<void> {
  await tx.query({ name: "access-delete-user", text: "delete from belfry.users where id = $1", values: [id] });
}
