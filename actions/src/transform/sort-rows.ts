import { ActionFailure, type Row } from "@belfry/plugin-kit";
import type { TransformInput } from "./transform-input.ts";

/** Sorting holds all rows in memory. */
const mostSortedRows = 50_000;

type SortKeys = NonNullable<TransformInput["sort"]>;

/** Sorts by the keys in their order; rows that are equal in all of them stay in the order they came. */
export async function* sortRows(rows: AsyncIterable<Row>, sort: SortKeys): AsyncGenerator<Row, void, undefined> {
  const keys = sort.map((key) =>
    typeof key === "string" ? { by: key, sign: 1 } : { by: key.by, sign: key.order === "ascending" ? 1 : -1 },
  );
  const all: Row[] = [];
  for await (const row of rows) {
    if (all.length === mostSortedRows) {
      throw new ActionFailure(`More than ${mostSortedRows} rows cannot be sorted here. Use \`sql\` with ORDER BY.`, {
        class: "runtime",
        code: "TOO_MANY_ROWS_TO_SORT",
      });
    }
    all.push(row);
  }
  all.sort((a, b) => {
    for (const key of keys) {
      const order = compare(a[key.by], b[key.by]) * key.sign;
      if (order !== 0) return order;
    }
    return 0;
  });
  yield* all;
}

/** Numbers by size, texts by character code, anything before nothing; different kinds stay together. */
function compare(a: unknown, b: unknown): number {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA !== kindB) return kindA - kindB;
  if (kindA === 0) return Number(a) - Number(b);
  if (kindA === 1) return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return 0;
}

function kindOf(value: unknown): number {
  if (value === null || value === undefined) return 3;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return 0;
  return typeof value === "string" ? 1 : 2;
}
