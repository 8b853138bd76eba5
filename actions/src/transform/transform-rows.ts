import { createHash } from "node:crypto";
import { ActionFailure, type ActionContext, type Row } from "@belfry/plugin-kit";
import { sortRows } from "./sort-rows.ts";
import type { TableRows, TransformInput } from "./transform-input.ts";

/** Rows handed on at once: enough to make few calls, few enough that other work gets its turn in between. */
const batchRows = 500;

/** One fingerprint takes about 100 bytes of memory. */
const mostDistinctRows = 500_000;

/** Works through the rows one by one, in the order filter, set, select, distinct, sort, limit. */
export async function transformRows(ctx: ActionContext, input: TransformInput, rows: TableRows) {
  const columns = "$dataset" in rows ? rows.columns : undefined;
  const resultColumns = input.select ?? (columns && [...new Set([...columns, ...Object.keys(input.set ?? {})])]);
  let result: AsyncIterable<Row> = eachRow(ctx, input, ctx.datasets.read(rows), columns);
  if (input.sort !== undefined) result = sortRows(result, input.sort);
  const writer = await ctx.datasets.create(resultColumns === undefined ? {} : { columns: resultColumns });
  try {
    let batch: Row[] = [];
    let written = 0;
    for await (const row of result) {
      batch.push(row);
      written += 1;
      if (batch.length === batchRows) {
        await writer.write(batch);
        batch = [];
        ctx.signal.throwIfAborted();
        ctx.progress(written);
      }
      if (written === input.limit) break;
    }
    await writer.write(batch);
    return await writer.close();
  } finally {
    await writer.discard();
  }
}

async function* eachRow(
  ctx: ActionContext,
  input: TransformInput,
  rows: AsyncIterable<Row>,
  columns: readonly string[] | undefined,
): AsyncGenerator<Row, void, undefined> {
  const filter = input.filter === undefined ? undefined : ctx.rows.expression(input.filter);
  const set = Object.entries(input.set ?? {}).map(([column, source]) => [column, ctx.rows.expression(source)] as const);
  const isNew = input.distinct === undefined || input.distinct === false ? () => true : rememberRows(input.distinct);
  // A field that this row happens not to have is null, as it is in a table; expressions need not ask whether it is there.
  const empty = Object.fromEntries((columns ?? []).map((column) => [column, null]));
  let index = -1;
  for await (const source of rows) {
    index += 1;
    if (index % batchRows === 0) ctx.signal.throwIfAborted();
    const row: Record<string, unknown> = { ...empty, ...source };
    if (filter !== undefined && !holds(filter({ row, index }), index)) continue;
    for (const [column, value] of set) row[column] = value({ row, index });
    const selected = input.select === undefined ? row : pick(row, input.select);
    if (isNew(selected)) yield selected;
  }
}

function holds(value: unknown, index: number): boolean {
  if (typeof value === "boolean") return value;
  throw new ActionFailure(`The filter must say true or false; for row ${index + 1} it said ${typeof value}.`, {
    class: "config",
    code: "FILTER_NOT_BOOLEAN",
  });
}

function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function rememberRows(columns: true | readonly string[]): (row: Row) => boolean {
  const seen = new Set<string>();
  return (row) => {
    const values =
      columns === true
        ? Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))
        : columns.map((column) => row[column] ?? null);
    const before = seen.size;
    if (before >= mostDistinctRows) {
      throw new ActionFailure(
        `There are more than ${mostDistinctRows} distinct rows. Use \`sql\` with SELECT DISTINCT.`,
        {
          class: "runtime",
          code: "TOO_MANY_DISTINCT_ROWS",
        },
      );
    }
    return seen.add(fingerprint(values)).size > before;
  };
}

function fingerprint(values: unknown): string {
  const text = JSON.stringify(values, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  return createHash("sha1").update(text).digest("base64");
}
