import { AppError, type Problem } from "@belfry/model";

/** Column of the campaign (`合同ID(_id)`, or a part of it) → what the source calls it. */
export type ColumnNames = Readonly<Record<string, string>>;

/**
 * The header of a source as the campaign calls its columns; those without another name keep theirs.
 * @throws AppError CONTRACTS_UNREADABLE when a column is not there that is to be read under another name
 */
export function renamedColumns(header: readonly string[], columns: ColumnNames, file: string): string[] {
  const named = new Map(Object.entries(columns).map(([name, from]) => [from.trim(), name]));
  const there = header.map((name) => name.trim());
  const missing = [...named].filter(([from]) => !there.includes(from));
  if (missing.length > 0)
    throw new AppError("CONTRACTS_UNREADABLE", {
      file,
      row: 1,
      problems: missing.map(([from, name]): Problem => ({
        path: `${file} row 1`,
        message: `The column ${from}, which is to be read as ${name}, is missing; there are: ${there.join(", ")}.`,
        remedy: "Name a column that is there, or leave it out.",
      })),
    });
  return there.map((name) => named.get(name) ?? name);
}
