import { AppError, type Problem } from "@belfry/model";
import { contractColumns, fieldOf } from "./contract-columns.ts";
import { isRepeatedColumn } from "./performance-columns.ts";

/** Column of the campaign (`合同ID(_id)`, or a part of it) → what the source calls it. */
export type ColumnNames = Readonly<Record<string, string>>;

/**
 * The header of a source as the campaign calls its columns; those without another name keep theirs.
 * @throws AppError CONTRACTS_UNREADABLE when a column is not there that is to be read under another name, when nothing is
 * called by that name, and when two columns would be read as one: the amount of another column must not be booked.
 */
export function renamedColumns(header: readonly string[], columns: ColumnNames, file: string): string[] {
  const there = header.map((name) => name.trim());
  const pairs = Object.entries(columns).map(([name, from]) => ({ name: name.trim(), from: from.trim() }));
  const nameOf = new Map(pairs.map(({ name, from }) => [from, name]));
  const renamed = there.map((name) => nameOf.get(name) ?? name);
  const path = `${file} row 1`;
  const problems = pairs.flatMap(({ name, from }): Problem[] => {
    const names = pairs.filter((pair) => pair.from === from).map((pair) => pair.name);
    const fault = faultOf({ name, from }, { there, renamed, names });
    return fault === undefined ? [] : [{ path, ...fault }];
  });
  if (problems.length > 0) throw new AppError("CONTRACTS_UNREADABLE", { file, row: 1, problems });
  return renamed;
}

interface Header {
  readonly there: readonly string[];
  readonly renamed: readonly string[];
  /** What else the column is to be read as. */
  readonly names: readonly string[];
}

function faultOf(
  { name, from }: { readonly name: string; readonly from: string },
  { there, renamed, names }: Header,
): Omit<Problem, "path"> | undefined {
  const field = fieldOf(name);
  if (field === undefined && !isRepeatedColumn(name))
    return {
      message: `The column ${from} is to be read as ${name}, and a campaign reads no column of that name.`,
      remedy: `Write one of ${Object.values(contractColumns).join(", ")}, or either part of it.`,
    };
  if (!there.includes(from))
    return {
      message: `The column ${from}, which is to be read as ${name}, is missing; there are: ${there.join(", ")}.`,
      remedy: "Name a column that is there, or leave it out.",
    };
  if (names.length > 1)
    return { message: `The column ${from} is to be read as ${names.join(" and as ")}.`, remedy: "Name it once." };
  const same = there.filter((_, i) =>
    field === undefined ? renamed[i] === name : fieldOf(renamed[i] ?? "") === field,
  );
  if (same.length > 1)
    return {
      message: `The columns ${same.join(" and ")} would both be read as ${name}.`,
      remedy: "Say which of them it is, and leave the other out of the source or give it another name there.",
    };
  return undefined;
}
