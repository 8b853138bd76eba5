/**
 * Exactly once: the key of the action is written in the same transaction as its work, so either both are there or neither.
 * An attempt that finds the key gives what the first one gave and changes nothing. Two at the same time wait for each
 * other at the primary key.
 */
import { createHash } from "node:crypto";
import type { BoundStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";
import type { SqlSession } from "./sql-session.ts";

const KEY_CHARACTERS = 190;

/** The same in every dialect. `done_at` is for people alone. */
const createTable =
  "create table if not exists belfry_once (idempotency_key varchar(190) primary key, output text not null, done_at varchar(40) not null)";

/** Longer keys do not fit into the column; their hash names them as well. */
export function onceKey(idempotencyKey: string): string {
  if (idempotencyKey.length <= KEY_CHARACTERS) return idempotencyKey;
  return createHash("sha256").update(idempotencyKey).digest("hex");
}

/** Makes the table `belfry_once` where it is missing. Before the transaction: MySQL would commit it. */
export async function prepareOnce(session: SqlSession): Promise<void> {
  await session.prepare(statement(createTable));
}

/** What was done under this key before, as JSON; nothing when it is done now for the first time. */
export async function beginOnce(session: SqlSession, dialect: Dialect, key: string): Promise<string | undefined> {
  const [first, second, third] = dialect === "postgres" ? ["$1", "$2", "$3"] : ["?", "?", "?"];
  const insert =
    dialect === "mysql"
      ? "insert ignore into belfry_once (idempotency_key, output, done_at) values (?, ?, ?)"
      : `insert into belfry_once (idempotency_key, output, done_at) values (${first}, ${second}, ${third}) on conflict (idempotency_key) do nothing`;
  if ((await session.change(statement(insert, [key, "", new Date().toISOString()], "insert"))) > 0) return undefined;
  const asked = statement(`select output from belfry_once where idempotency_key = ${first}`, [key], "select");
  for await (const { rows } of session.read(asked)) {
    const output = rows[0]?.["output"];
    if (typeof output === "string") return output;
  }
  return "{}";
}

/** Keeps what was done beside the key. */
export async function endOnce(
  session: SqlSession,
  dialect: Dialect,
  { key, output }: { readonly key: string; readonly output: string },
): Promise<void> {
  const [first, second] = dialect === "postgres" ? ["$1", "$2"] : ["?", "?"];
  const update = `update belfry_once set output = ${first} where idempotency_key = ${second}`;
  await session.change(statement(update, [output, key], "update"));
}

function statement(sql: string, values: readonly unknown[] = [], verb = "create"): BoundStatement {
  return { sql, values, verb };
}
