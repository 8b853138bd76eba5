/**
 * The states of members themselves: `status` of the table of shops says whether the cookie was fetched. A state counts on the
 * day on which it was written; of an earlier day it is put back to NULL, which is how the old programs know what to do.
 */
import type { BoundStatement } from "../database/bind-statement.ts";
import type { Dialect } from "../database/database-url.ts";
import { quoted, quotedTable } from "../database/insert-rows.ts";
import type { SqlSession } from "../database/sql-session.ts";
import type { MirrorPlace } from "./mirror-fields.ts";
import { allRows, buildStatement } from "./statement.ts";
import { textOf } from "./task-table.ts";

export interface ShopState {
  /** Empty: the shop is to be worked on. */
  readonly text: string;
  /** Whether it was written on the day that counts, or later. */
  readonly isOfToday: boolean;
}

export interface ShopTable {
  /** The states of all shops of the table. */
  read(column: string, today: string): Promise<ReadonlyMap<string, ShopState>>;
  /** Puts a state back, where it is still the one that was read. */
  clear(column: string, shop: string, text: string): Promise<number>;
  /** @param at the time of day and the date, as the database takes them */
  write(column: string, shop: string, state: { readonly text: string; readonly at: string }): Promise<number>;
}

export function openShopTable(
  session: SqlSession,
  dialect: Dialect,
  {
    table,
    columns,
    change,
  }: Pick<MirrorPlace, "columns"> & {
    readonly table: string;
    readonly change: (statement: BoundStatement) => Promise<number>;
  },
): ShopTable {
  const name = quotedTable(table, dialect);
  const shop = quoted(columns.shop, dialect);
  const updated = quoted(columns.updated, dialect);
  return {
    async read(column, today) {
      const statement = buildStatement(
        dialect,
        () =>
          `select ${shop} as shop, ${quoted(column, dialect)} as state, ${dayText(updated, dialect)} as day from ${name}`,
      );
      const rows = await allRows(session, statement);
      return new Map(
        rows.map((row) => [
          textOf(row["shop"]),
          {
            text: textOf(row["state"]),
            isOfToday: typeof row["day"] === "string" && row["day"] >= today,
          },
        ]),
      );
    },
    clear: (column, of, text) =>
      change(
        buildStatement(dialect, (mark) => {
          const state = quoted(column, dialect);
          return `update ${name} set ${state} = null where ${shop} = ${mark(of)} and ${state} = ${mark(text)}`;
        }),
      ),
    write: (column, of, { text, at }) =>
      change(
        buildStatement(
          dialect,
          (mark) =>
            `update ${name} set ${quoted(column, dialect)} = ${mark(text)}, ${updated} = ${mark(at)} where ${shop} = ${mark(of)}`,
        ),
      ),
  };
}

/** The day of a time as YYYY-MM-DD, in the zone of the session. */
function dayText(column: string, dialect: Dialect): string {
  if (dialect === "postgres") return `to_char(${column}, 'YYYY-MM-DD')`;
  return dialect === "mysql" ? `date_format(${column}, '%Y-%m-%d')` : `date(${column})`;
}
