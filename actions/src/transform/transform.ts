import { ActionFailure, defineAction, type ActionContext, type Row } from "@belfry/plugin-kit";
import type { TableQuery } from "./query-tables.ts";
import { transformRows } from "./transform-rows.ts";
import { modeProblems, TransformInput } from "./transform-input.ts";

/** More than this belongs into a dataset: the output of an action is kept in the database. */
const longestList = 1000;

/** Rows in, rows out: row by row with expressions, or as one query. */
export const transform = defineAction({
  id: "transform",
  displayName: { zh: "数据转换", en: "Transform rows" },
  description: {
    zh: "逐行筛选、计算、选列、去重、排序，或用 SQL（DuckDB）查询一个或多个数据集",
    en: "Filters, computes, selects, de-duplicates and sorts rows, or queries one or more datasets with SQL (DuckDB)",
  },
  input: TransformInput,
  idempotent: true,
  cost: "cpu",
  retryableErrors: "None: the same rows fail again.",
  dryRun: "runs",
  check: modeProblems,
  async run(ctx, input) {
    const [problem] = modeProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, { class: "config", code: "TRANSFORM_INVALID" });
    }
    const rows = await (input.sql === undefined
      ? transformRows(ctx, input, input.rows ?? [])
      : query(ctx, { sql: input.sql, tables: input.tables ?? {}, parameters: input.parameters ?? {} }));
    if (input.result === "rows") return { rows, count: rows.rows };
    const list = await firstRows(ctx, ctx.datasets.read(rows), input.result === "first" ? 1 : longestList + 1);
    if (input.result === "first") return { first: list[0] ?? null, count: rows.rows };
    if (list.length > longestList) {
      throw new ActionFailure(`The list would have more than ${longestList} rows. Use \`result: rows\` for so many.`, {
        class: "config",
        code: "LIST_TOO_LONG",
      });
    }
    return { list, count: rows.rows };
  },
});

/** DuckDB is loaded with the first query: 28 MB that a server without queries does not need. */
async function query(ctx: ActionContext, tableQuery: TableQuery) {
  const { queryTables } = await import("./query-tables.ts");
  return queryTables(ctx, tableQuery);
}

async function firstRows(ctx: ActionContext, rows: AsyncIterable<Row>, most: number): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) {
    ctx.signal.throwIfAborted();
    list.push(row);
    if (list.length === most) break;
  }
  return list;
}
