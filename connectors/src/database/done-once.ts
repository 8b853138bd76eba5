/**
 * Exactly once: the key of the action is written in the same transaction as its work, so either both are there or neither.
 * An attempt that finds the key gives what the first one gave and changes nothing. Two at the same time wait for each
 * other at the primary key.
 */
import type { BoundStatement } from "./bind-statement.ts";
import type { Dialect } from "./database-url.ts";
import type { SqlSession } from "./sql-session.ts";

const createTable: Readonly<Record<Dialect, string>> = {
  postgres:
    "create table if not exists belfry_once (idempotency_key varchar(190) primary key, output text not null, done_at timestamptz not null default current_timestamp)",
  mysql:
    "create table if not exists belfry_once (idempotency_key varchar(190) primary key, output text not null, done_at timestamp not null default current_timestamp)",
  sqlite:
    "create table if not exists belfry_once (idempotency_key text primary key, output text not null, done_at text not null default current_timestamp)",
};

/** Makes the table `belfry_once` where it is missing. Before the transaction: MySQL would commit it. */
export async function prepareOnce(session: SqlSession, dialect: Dialect): Promise<void> {
  await session.prepare(statement(createTable[dialect]));
}

/** What was done under this key before, as JSON; nothing when it is done now for the first time. */
export async function beginOnce(session: SqlSession, dialect: Dialect, key: string): Promise<string | undefined> {
  const [first, second] = dialect === "postgres" ? ["$1", "$2"] : ["?", "?"];
  const insert =
    dialect === "mysql"
      ? "insert ignore into belfry_once (idempotency_key, output) values (?, ?)"
      : `insert into belfry_once (idempotency_key, output) values (${first}, ${second}) on conflict (idempotency_key) do nothing`;
  if ((await session.change(statement(insert, [key, ""], "insert"))) > 0) return undefined;
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
