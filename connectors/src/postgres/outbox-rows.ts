import type { Client } from "pg";
import { quotedName } from "./postgres-field.ts";

/** A table that is read from, with the names of its columns. */
export interface OutboxTable {
  readonly name: string;
  readonly id: string;
  /** The column that holds when a row was accepted. */
  readonly mark?: string;
}

export interface OutboxRow {
  readonly id: string;
  /** All of its columns. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The ids of the rows that are not marked, in their order, beyond one if it is given. */
export async function readIds(
  client: Client,
  { name, id, mark }: OutboxTable,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const column = quotedName(id);
  const wanted = [
    ...(mark === undefined ? [] : [`${quotedName(mark)} is null`]),
    ...(after === null ? [] : [`${column} > $2`]),
  ];
  const { rows } = await client.query<{ id: string }>({
    text: `select ${column}::text as id from ${quotedName(name)}
      ${wanted.length === 0 ? "" : `where ${wanted.join(" and ")}`} order by ${column} limit $1`,
    values: [limit, ...(after === null ? [] : [after])],
  });
  return rows.map((row) => row.id);
}

/** The rows of some ids, in their order; without those that are gone meanwhile. */
export async function readRows(
  client: Client,
  { name, id }: OutboxTable,
  ids: readonly string[],
): Promise<OutboxRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<{ id: string; row: string }>({
    text: `select t.${quotedName(id)}::text as id, to_jsonb(t)::text as row from ${quotedName(name)} t
      where t.${quotedName(id)} = any ($1) order by t.${quotedName(id)}`,
    values: [ids],
  });
  return rows.map((one) => ({ id: one.id, values: JSON.parse(one.row) as Record<string, unknown> }));
}

/** Deletes rows. Those that are gone already are no matter. */
export async function deleteRows(client: Client, { name, id }: OutboxTable, ids: readonly string[]): Promise<void> {
  await client.query({ text: `delete from ${quotedName(name)} where ${quotedName(id)} = any ($1)`, values: [ids] });
}

/** Writes the time into rows that have none. */
export async function markRows(
  client: Client,
  { name, id }: OutboxTable,
  { mark, now }: { readonly mark: string; readonly now: Date },
  ids: readonly string[],
): Promise<void> {
  await client.query({
    text: `update ${quotedName(name)} set ${quotedName(mark)} = $2
      where ${quotedName(id)} = any ($1) and ${quotedName(mark)} is null`,
    values: [ids, now],
  });
}
