import type { Tx } from "@belfry/store";
import type { OwnRole } from "./list-roles.ts";

/** An own role that is about to be changed; nobody else changes it or gives it to a person meanwhile. */
export async function takeRole(tx: Tx, name: string): Promise<OwnRole | undefined> {
  const { rows } = await tx.query<OwnRole>({
    name: "access-take-role",
    text: "select name, description, permissions from belfry.roles where name = $1 for update",
    values: [name],
  });
  return rows[0];
}
