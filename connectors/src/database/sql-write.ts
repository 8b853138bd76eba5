import {
  ActionFailure,
  defineAction,
  isDatasetRef,
  rows,
  type ActionContext,
  type Row,
  type TryOutContext,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { bindStatement } from "./bind-statement.ts";
import { serverName, type DatabaseFile, type DatabaseServer, type Dialect } from "./database-url.ts";
import { beginOnce, endOnce, onceKey, prepareOnce } from "./done-once.ts";
import { insertStatement, requireColumns, rowsPerStatement, type InsertTarget } from "./insert-rows.ts";
import { Connection, StatementParams, StatementText, StatementTimeout } from "./sql-fields.ts";
import type { SqlSession } from "./sql-session.ts";
import { connectionProblems, requireWriting, type InputProblem } from "./statement-rules.ts";
import { openTrial } from "./tried-statements.ts";
import { withSession } from "./with-session.ts";

const Statement = z.strictObject({ sql: StatementText, params: StatementParams });

const tableName = /^[\p{L}_][\p{L}\p{N}_$]{0,63}(?:\.[\p{L}_][\p{L}\p{N}_$]{0,63})?$/u;

const SqlWriteInput = z.strictObject({
  connection: Connection,
  statements: z
    .array(Statement)
    .min(1)
    .max(100)
    .optional()
    .describe("Statements that happen together or not at all, in this order; or `rows`."),
  rows: rows().optional().describe("Rows that are put into the table `into`: a dataset, or a short list."),
  into: z
    .string()
    .regex(tableName, "Write the name of a table: orders, or shop.orders")
    .optional()
    .describe("The table for `rows`."),
  columns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("The fields of the rows that are written, named like the columns. Default: all of them."),
  conflict: z
    .enum(["fail", "skip", "update"])
    .default("fail")
    .describe("When a row with the same `keys` is there: the action fails, the row stays, or it is changed."),
  keys: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      "The columns by which a row is known; the table has a unique index on exactly these. MySQL asks every unique index.",
    ),
  once: z
    .boolean()
    .default(false)
    .describe(
      "Exactly once, even when an answer is lost: the key of the action is written to the table `belfry_once` of the same database, in the same transaction.",
    ),
  timeout: StatementTimeout,
});
type SqlWriteInput = z.output<typeof SqlWriteInput>;

interface Written {
  /** Rows that were changed by all statements together. */
  readonly affected: number;
  /** The same for each statement; for `rows` one number. */
  readonly each: readonly number[];
}

/** Changes a database in one transaction. */
export const sqlWrite = defineAction({
  id: "sql.write",
  displayName: { zh: "写入数据库", en: "Write to a database" },
  description: {
    zh: "在一个事务里执行多条语句，或把数据集写进一张表（PostgreSQL、MySQL/MariaDB、SQLite 文件）",
    en: "Runs statements in one transaction, or puts a dataset into a table (PostgreSQL, MySQL/MariaDB, a SQLite file)",
  },
  input: SqlWriteInput,
  // When the answer to the commit is lost, nobody knows; `once` settles it.
  idempotent: false,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors:
    "SQL_UNREACHABLE, SQL_CONFLICT (deadlock, serialization) and SQL_TIMEOUT: the transaction was taken back. Only when the answer to the commit itself is lost may it have been done; with `once` it is then not done again.",
  timeoutMs: 1_800_000,
  check: writeProblems,
  async run(ctx, input) {
    demandShape(input);
    const options = { timeoutMs: input.timeout };
    return withSession(ctx, await ctx.secret(input.connection), options, (session, { dialect }) =>
      write(ctx, session, { input, dialect }),
    );
  },
  async tryOut(ctx, input) {
    demandShape(input);
    const options = { timeoutMs: input.timeout };
    return withSession(ctx, await ctx.secret(input.connection), options, (session, database) =>
      tryWrite(ctx, session, { input, database }),
    );
  },
});

async function write(
  ctx: ActionContext,
  session: SqlSession,
  { input, dialect }: { readonly input: SqlWriteInput; readonly dialect: Dialect },
): Promise<Written & { readonly alreadyDone: boolean }> {
  const statements = (input.statements ?? []).map(({ sql, params }) => bindStatement(sql, params, dialect));
  requireWriting(statements, dialect, input.once);
  if (input.once) await prepareOnce(session);
  await session.begin("write");
  const key = onceKey(ctx.idempotencyKey);
  const before = input.once ? await beginOnce(session, dialect, key) : undefined;
  if (before !== undefined) {
    return { affected: 0, each: [], ...(JSON.parse(before) as Partial<Written>), alreadyDone: true };
  }
  const each: number[] = [];
  for (const statement of statements) each.push(await session.change(statement));
  if (input.rows !== undefined) each.push(await insertAll(ctx, session, { input, dialect }));
  const written = { affected: each.reduce((sum, count) => sum + count, 0), each };
  if (input.once) await endOnce(session, dialect, { key, output: JSON.stringify(written) });
  ctx.signal.throwIfAborted();
  await session.commit();
  return { ...written, alreadyDone: false };
}

/** What it would change: it is done, and taken back with the connection. The key of `once` is not even asked for. */
async function tryWrite(
  ctx: TryOutContext,
  session: SqlSession,
  { input, database }: { readonly input: SqlWriteInput; readonly database: DatabaseFile | DatabaseServer },
): Promise<Written & { readonly alreadyDone: boolean }> {
  const { dialect } = database;
  const statements = (input.statements ?? []).map(({ sql, params }) => bindStatement(sql, params, dialect));
  requireWriting(statements, dialect, input.once);
  await session.begin("write");
  const trial = await openTrial(session, dialect);
  const each: number[] = [];
  for (const statement of statements) each.push(await trial.change(statement));
  if (input.rows !== undefined) each.push(await insertAll(ctx, trial, { input, dialect }));
  ctx.show({ kind: "sql", database: serverName(database), statements: trial.statements });
  return { affected: each.reduce((sum, count) => sum + count, 0), each, alreadyDone: false };
}

async function insertAll(
  ctx: ActionContext,
  session: Pick<SqlSession, "change">,
  { input, dialect }: { readonly input: SqlWriteInput; readonly dialect: Dialect },
): Promise<number> {
  const given = input.rows ?? [];
  if (!isDatasetRef(given) && given.length === 0) return 0;
  const columns = input.columns ?? (isDatasetRef(given) ? given.columns : namesOf(given));
  const { conflict, keys = [], into = "" } = input;
  const target: InsertTarget = { into, columns, conflict, keys };
  const size = rowsPerStatement(columns.length);
  let batch: Row[] = [];
  let affected = 0;
  let done = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    if (done === 0) requireColumns(target);
    affected += await session.change(insertStatement(target, batch, dialect));
    done += batch.length;
    batch = [];
    ctx.progress(done, isDatasetRef(given) ? given.rows : given.length);
  };
  for await (const row of ctx.datasets.read(given)) {
    ctx.signal.throwIfAborted();
    batch.push(row);
    if (batch.length === size) await flush();
  }
  await flush();
  return affected;
}

function namesOf(list: readonly Row[]): string[] {
  return [...new Set(list.flatMap((row) => Object.keys(row)))];
}

function writeProblems(input: Readonly<Record<string, unknown>>): InputProblem[] {
  return [...connectionProblems(input["connection"]), ...shapeProblems(input)];
}

function demandShape(input: SqlWriteInput): void {
  const [problem] = shapeProblems(input);
  if (problem === undefined) return;
  throw new ActionFailure(`${problem.message} ${problem.remedy}`, { class: "config", code: "SQL_INPUT_INVALID" });
}

function shapeProblems(input: Readonly<Record<string, unknown>>): InputProblem[] {
  const problems: InputProblem[] = [];
  if ((input["statements"] === undefined) === (input["rows"] === undefined)) {
    problems.push({
      path: "statements",
      message: "There is nothing to write, or two things.",
      remedy: "Give either `statements` or `rows`.",
    });
  }
  if ((input["rows"] === undefined) !== (input["into"] === undefined)) {
    problems.push({
      path: "into",
      message: "Rows and their table belong together.",
      remedy: "Give `rows` and `into`, or neither.",
    });
  }
  if (input["conflict"] === "update" && input["keys"] === undefined) {
    problems.push({
      path: "keys",
      message: "Nothing says by what a row is known.",
      remedy: "Name its columns in `keys`.",
    });
  }
  return problems;
}
