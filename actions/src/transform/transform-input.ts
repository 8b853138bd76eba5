import { perRow, rows } from "@belfry/plugin-kit";
import { z } from "zod";

/** What a column of a table holds. Undeclared columns are `text`: a type guessed from the data would change with them. */
export const ColumnType = z.enum(["text", "integer", "number", "decimal", "boolean", "date", "timestamp", "json"]);
export type ColumnType = z.infer<typeof ColumnType>;

/** Columns that exist even when no row has them: a list of names, or names with types. */
export const TableColumns = z.union([z.array(z.string().min(1)), z.record(z.string().min(1), ColumnType)]);
export type TableColumns = z.infer<typeof TableColumns>;

const Rows = rows();
export type TableRows = z.infer<typeof Rows>;

const Constants = z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One part of a table: rows, and columns that have one value in all of them. */
const TablePart = z.strictObject({ rows: Rows, set: Constants.optional() });
export type TablePart = { readonly rows: TableRows; readonly set?: z.infer<typeof Constants> | undefined };

/**
 * A table of a query: rows as they are, or rows with declared columns, or several row sets one after the other, or an
 * object as the two columns `key` and `value`.
 */
export const Table = z.union([
  z.strictObject({ rows: Rows, set: Constants.optional(), columns: TableColumns.optional() }),
  z.strictObject({ union: z.array(TablePart).max(1000), columns: TableColumns.optional() }),
  z.strictObject({ map: z.record(z.string(), z.json()) }),
  Rows,
]);
export type Table = z.infer<typeof Table>;

const SortKey = z.union([
  z.string().min(1),
  z.strictObject({ by: z.string().min(1), order: z.enum(["ascending", "descending"]).default("ascending") }),
]);

export const TransformInput = z.strictObject({
  rows: Rows.optional().describe("Row by row: the rows to work on."),
  filter: perRow().optional().describe("Keeps the rows for which this expression over `row` and `index` is true."),
  set: z
    .record(z.string().min(1), perRow())
    .optional()
    .describe(
      "Columns and the expressions over `row` and `index` that fill them, in order; later ones see the earlier.",
    ),
  select: z.array(z.string().min(1)).min(1).optional().describe("The columns that stay, in this order. Default: all."),
  distinct: z
    .union([z.boolean(), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe("Drops rows that were there before: in all columns, or in the named ones. Default: false."),
  sort: z
    .array(SortKey)
    .min(1)
    .optional()
    .describe("Sorts by these columns, at most 50,000 rows; a query sorts any number."),
  limit: z.number().int().min(1).optional().describe("Keeps at most so many rows."),
  sql: z
    .string()
    .regex(/\S/, "Write a SELECT.")
    .optional()
    .describe("As a query: one SELECT in DuckDB's SQL over `tables`, with `$name` for each parameter."),
  tables: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), Table)
    .optional()
    .describe(
      "The tables of the query: rows, a list of datasets, or `{ rows, columns, set }`, `{ union }`, `{ map }`. A column without a declared type is text.",
    ),
  parameters: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.json())
    .optional()
    .describe("Values for `$name`. They are bound, never pasted into the query."),
  result: z
    .enum(["rows", "first", "list"])
    .default("rows")
    .describe(
      "What comes out: `rows` a dataset, `first` the first row as an object (null without rows), `list` up to 1,000 rows written into the output itself.",
    ),
});
export type TransformInput = z.infer<typeof TransformInput>;

const rowKeys = ["rows", "filter", "set", "select", "distinct", "sort", "limit"] as const;
const sqlKeys = ["sql", "tables", "parameters"] as const;

/** What is wrong with the choice between the two ways, as far as it can be seen without values. */
export function modeProblems(
  input: Readonly<Record<string, unknown>>,
): { path: string; message: string; remedy: string }[] {
  const both = "Use `sql` with `tables`, or `rows` with `filter`, `set`, `select`, `distinct`, `sort` and `limit`.";
  const queried = sqlKeys.some((key) => input[key] !== undefined);
  if (!queried) {
    return input["rows"] === undefined ? [{ path: "", message: "There is nothing to transform.", remedy: both }] : [];
  }
  const problems = rowKeys
    .filter((key) => input[key] !== undefined)
    .map((key) => ({ path: key, message: `\`${key}\` has no meaning beside \`sql\`.`, remedy: both }));
  return input["sql"] === undefined
    ? [{ path: "", message: "The query is missing.", remedy: both }, ...problems]
    : problems;
}
