import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ActionFailure } from "@belfry/plugin-kit";
import type { BoundStatement } from "../database/bind-statement.ts";
import type { DatabaseFile } from "../database/database-url.ts";
import { distinctColumns } from "../database/distinct-columns.ts";
import type { RowBatch, SessionContext, SessionOptions, SqlSession } from "../database/sql-session.ts";
import { rowOf } from "../database/row-of.ts";
import type { SqliteAnswer, SqliteRequest, SqliteRows, SqliteShown } from "./sqlite-messages.ts";

const batchRows = 500;
/** So long one that writes is waited for; then the action is tried again later. */
const BUSY_MS = 5_000;
const program = fileURLToPath(new URL("sqlite-process.ts", import.meta.url));

const changing: ReadonlySet<string> = new Set(["insert", "update", "delete", "replace", "with"]);

/** A SQLite file, opened in a process of its own with the first transaction. */
export async function openSqliteSession(
  ctx: SessionContext,
  file: DatabaseFile,
  { timeoutMs }: SessionOptions,
): Promise<SqlSession> {
  const path = await ctx.pathOf(file.path);
  const child = fork(program, {
    // Nothing of the server's environment, which holds its keys.
    env: {},
    execArgv: ["--max-old-space-size=256"],
    serialization: "advanced",
    stdio: "ignore",
  });
  let isOpen = false;
  const ask = (request: SqliteRequest) => asked(child, request, timeoutMs);
  const open = async (readOnly: boolean): Promise<void> => {
    if (!isOpen) await ask({ op: "open", path, readOnly, busyMs: Math.min(timeoutMs, BUSY_MS) });
    isOpen = true;
  };
  const run = (sql: string, values: readonly unknown[] = []) => ask({ op: "run", sql, values });

  async function* read({ sql, values }: BoundStatement): AsyncGenerator<RowBatch> {
    const columns = distinctColumns((await ask({ op: "read", sql, values })) as readonly string[]);
    for (;;) {
      const { rows, isLast } = (await ask({ op: "next", rows: batchRows })) as SqliteRows;
      yield { columns, rows };
      if (isLast) return;
    }
  }

  return {
    async prepare({ sql, values }) {
      await open(false);
      await run(sql, values);
    },
    async begin(mode) {
      await open(mode === "read");
      await run(mode === "read" ? "begin" : "begin immediate");
    },
    read,
    async change({ sql, values, verb }) {
      const changed = (await run(sql, values)) as number;
      // SQLite goes on giving the number of the last change.
      return changing.has(verb) ? changed : 0;
    },
    async changeAndShow({ sql, values, verb }, most) {
      const shown = (await ask({ op: "show", sql, values, most })) as SqliteShown;
      const columns = distinctColumns(shown.columns);
      const rows = shown.rows.map((row) => rowOf(columns, row));
      const returned = columns.length === 0 ? undefined : { columns, rows, total: shown.total };
      return { changed: changing.has(verb) ? shown.changed : 0, returned };
    },
    async commit() {
      await run("commit");
    },
    async cancel() {
      child.kill("SIGKILL");
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
    },
  };
}

/** Asks for one thing and waits for its answer. A process that takes too long is killed. */
async function asked(child: ChildProcess, request: SqliteRequest, timeoutMs: number): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<SqliteAnswer>();
  const gone = () =>
    reject(
      new ActionFailure("The process with the SQLite file ended.", { class: "external", code: "SQL_UNREACHABLE" }),
    );
  const late = setTimeout(() => {
    reject(tooLong(timeoutMs));
    child.kill("SIGKILL");
  }, timeoutMs);
  child.once("message", resolve).once("exit", gone).once("error", reject);
  try {
    if (!child.connected) gone();
    else child.send(request);
    const answer = await promise;
    if (answer.ok) return answer.value;
    throw Object.assign(new Error(answer.message), answer.errcode === undefined ? {} : { errcode: answer.errcode });
  } finally {
    clearTimeout(late);
    child.off("message", resolve).off("exit", gone).off("error", reject);
  }
}

function tooLong(timeoutMs: number): ActionFailure {
  return new ActionFailure(`The statement took longer than ${timeoutMs / 1_000} s and was ended.`, {
    class: "timeout",
    code: "SQL_TIMEOUT",
  });
}
