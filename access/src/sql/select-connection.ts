import type { Tx } from "@belfry/store";
import type { Connection } from "./select-connections.ts";

/** One connection, locked until the transaction ends. */
export async function selectConnection(tx: Tx, name: string): Promise<Connection | undefined> {
  const { rows } = await tx.query<Connection>({
    name: "access-select-connection",
    text: `
      select name, address, purpose, allow_local as "allowLocal", created_by as "createdBy", created_at as "createdAt",
        updated_at as "updatedAt"
      from belfry.connections where name = $1 for update`,
    values: [name],
  });
  return rows[0];
}
