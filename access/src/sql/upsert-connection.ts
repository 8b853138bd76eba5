import type { Tx } from "@belfry/store";
import type { Connection } from "./select-connections.ts";

/** What a person writes of a connection. */
export type ConnectionDraft = Pick<Connection, "name" | "address" | "purpose" | "allowLocal">;

/** Writes a connection, or replaces the one with its name; who created it stays. All nodes are told at the commit. */
export async function upsertConnection(tx: Tx, draft: ConnectionDraft & { readonly by: string }): Promise<Connection> {
  const { rows } = await tx.query<Connection>({
    name: "access-upsert-connection",
    text: `
      with told as (select pg_notify('belfry_connections', ''))
      insert into belfry.connections (name, address, purpose, allow_local, created_by, created_at, updated_at)
      select $1, $2, $3, $4, $5, belfry.now(), belfry.now() from told
      on conflict (name) do update
      set address = excluded.address, purpose = excluded.purpose, allow_local = excluded.allow_local,
          updated_at = excluded.updated_at
      returning name, address, purpose, allow_local as "allowLocal", created_by as "createdBy",
        created_at as "createdAt", updated_at as "updatedAt"`,
    values: [draft.name, draft.address, draft.purpose, draft.allowLocal, draft.by],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("A connection was not written.");
  return row;
}
