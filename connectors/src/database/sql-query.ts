import { ActionFailure, defineAction, type ActionContext, type DatasetRef, type Row } from "@belfry/plugin-kit";
import { z } from "zod";
import { bindStatement } from "./bind-statement.ts";
import { Connection, StatementParams, StatementText, StatementTimeout } from "./sql-fields.ts";
import type { RowBatch } from "./sql-session.ts";
import { connectionProblems, requireReading } from "./statement-rules.ts";
import { withSession } from "./with-session.ts";

const SqlQueryInput = z.strictObject({
  connection: Connection,
  sql: StatementText,
  params: StatementParams,
  maxRows: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(1_000_000)
    .describe("More rows than this are a mistake, and the action fails."),
  timeout: StatementTimeout,
});
type SqlQueryInput = z.output<typeof SqlQueryInput>;

/** The first row is written into the checkpoint of the execution, so it has to be small. */
const FIRST_ROW_AT_MOST = 65_536;

/** Reads rows from a database into a dataset. */
export const sqlQuery = defineAction({
  id: "sql.query",
  displayName: { zh: "查询数据库", en: "Query a database" },
  description: {
    zh: "在只读事务里执行一条查询（PostgreSQL、MySQL/MariaDB、SQLite 文件），结果写入数据集",
    en: "Runs one query in a transaction that only reads (PostgreSQL, MySQL/MariaDB, a SQLite file); the rows become a dataset",
  },
  input: SqlQueryInput,
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors:
    "SQL_UNREACHABLE (no connection, or it broke), SQL_CONFLICT (deadlock, serialization) and SQL_TIMEOUT; a statement that is wrong or not permitted is not tried again.",
  timeoutMs: 1_800_000,
  check: ({ connection }) => connectionProblems(connection),
  async run(ctx, input) {
    const options = { timeoutMs: input.timeout };
    return withSession(ctx, await ctx.secret(input.connection), options, async (session, { dialect }) => {
      const statement = bindStatement(input.sql, input.params, dialect);
      requireReading(statement, dialect);
      await session.begin("read");
      const kept = await keepRows(ctx, session.read(statement), input);
      await session.commit();
      return kept;
    });
  },
});

async function keepRows(
  ctx: ActionContext,
  batches: AsyncIterable<RowBatch>,
  { maxRows }: SqlQueryInput,
): Promise<{ rows: DatasetRef; count: number; first: Row | null }> {
  let writer: Awaited<ReturnType<typeof ctx.datasets.create>> | undefined;
  let count = 0;
  let first: Row | null = null;
  try {
    for await (const { columns, rows } of batches) {
      ctx.signal.throwIfAborted();
      writer ??= await ctx.datasets.create({ columns });
      count += rows.length;
      if (count > maxRows) throw tooMany(maxRows);
      first ??= rows[0] ?? null;
      await writer.write(rows);
      ctx.progress(count);
    }
    writer ??= await ctx.datasets.create();
    return { rows: await writer.close(), count, first: small(first) };
  } finally {
    await writer?.discard();
  }
}

function small(row: Row | null): Row | null {
  return JSON.stringify(row).length <= FIRST_ROW_AT_MOST ? row : null;
}

function tooMany(maxRows: number): ActionFailure {
  return new ActionFailure(`The query gives more than ${maxRows} rows. Ask for fewer, or raise maxRows.`, {
    class: "config",
    code: "SQL_TOO_MANY_ROWS",
    details: { maxRows },
  });
}
