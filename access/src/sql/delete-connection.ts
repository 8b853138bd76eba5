import type { Tx } from "@belfry/store";

/** Removes a connection; all nodes are told at the commit. */
export async function deleteConnection(tx: Tx, name: string): Promise<void> {
  await tx.query({
    name: "access-delete-connection",
    text: `
      with told as (select pg_notify('belfry_connections', ''))
      delete from belfry.connections using told where name = $1`,
    values: [name],
  });
}
