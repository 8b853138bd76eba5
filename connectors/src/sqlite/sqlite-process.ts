/**
 * A process of its own that has one SQLite file open. SQLite computes where it is called, and nothing can interrupt it
 * there: an endless statement would hold a thread, and with it the whole server, for ever. A process can be killed, and
 * SQLite keeps its files whole when that happens.
 */
import { constants, DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { numberOrText } from "../database/exact-number.ts";
import { rowOf } from "../database/row-of.ts";
import type { SqliteAnswer, SqliteRequest, SqliteRows, SqliteShown } from "./sqlite-messages.ts";

let database: DatabaseSync | undefined;
let reading: { readonly columns: readonly string[]; readonly rows: Iterator<unknown> } | undefined;

process.on("message", (request: SqliteRequest) => {
  const answer = answerTo(request);
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
// In the middle of a statement nothing of the above is heard, so a thread looks whether the server is still there.
new Worker(
  `setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, "SIGKILL"); }, 1_000);`,
  { eval: true },
).unref();

function answerTo(request: SqliteRequest): SqliteAnswer {
  try {
    return { ok: true, value: done(request) };
  } catch (error) {
    if (!(error instanceof Error)) return { ok: false, message: String(error) };
    const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
    return { ok: false, message: error.message, ...(errcode !== undefined && { errcode }) };
  }
}

function done(request: SqliteRequest): unknown {
  if (request.op === "open") return open(request);
  if (database === undefined) throw new Error("No file is open.");
  switch (request.op) {
    case "run": {
      const { changes } = database.prepare(request.sql).run(...request.values.map(bound));
      return Number(changes);
    }
    case "show":
      return shown(database, request);
    case "read": {
      const statement = database.prepare(request.sql);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      const columns = statement.columns().map(({ name }) => name);
      reading = { columns, rows: statement.iterate(...request.values.map(bound)) };
      return columns;
    }
    case "next":
      return nextRows(request.rows);
  }
}

function open({ path, readOnly, busyMs }: Extract<SqliteRequest, { op: "open" }>): void {
  database = new DatabaseSync(path, { readOnly, timeout: busyMs, enableForeignKeyConstraints: true });
  const refused: ReadonlySet<number> = new Set([
    constants.SQLITE_ATTACH,
    constants.SQLITE_DETACH,
    constants.SQLITE_PRAGMA,
  ]);
  // Other files lie outside of what was allowed.
  database.setAuthorizer((action) => (refused.has(action) ? constants.SQLITE_DENY : constants.SQLITE_OK));
}

function shown(
  file: DatabaseSync,
  { sql, values, most }: Extract<SqliteRequest, { readonly op: "show" }>,
): SqliteShown {
  const statement = file.prepare(sql);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);
  if (columns.length === 0) {
    const { changes } = statement.run(...values.map(bound));
    return { changed: Number(changes), columns, rows: [], total: 0 };
  }
  const rows: (readonly unknown[])[] = [];
  let total = 0;
  for (const row of statement.iterate(...values.map(bound)) as Iterable<unknown>) {
    total += 1;
    if (rows.length < most) rows.push((row as readonly unknown[]).map(plain));
  }
  const last = file.prepare("select changes() as changed").get();
  return { changed: Number(last?.["changed"] ?? 0), columns, rows, total };
}

function nextRows(count: number): SqliteRows {
  if (reading === undefined) throw new Error("Nothing is read.");
  const rows: Record<string, unknown>[] = [];
  while (rows.length < count) {
    const next = reading.rows.next();
    if (next.done === true) return { rows, isLast: true };
    rows.push(rowOf(reading.columns, (next.value as readonly unknown[]).map(plain)));
  }
  return { rows, isLast: false };
}

/** A whole number would be stored as a fraction otherwise. */
function bound(value: unknown): null | string | number | bigint {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : (value as null | string | number);
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return numberOrText(String(value));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}
