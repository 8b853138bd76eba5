import { ActionFailure, defineAction, MemberSelection, rows, type GridMember, type Row } from "@belfry/plugin-kit";
import { z } from "zod";
import { GridField } from "./grid-fields.ts";

/** More in one grid is no list of shops any more. */
const MOST_MEMBERS = 200_000;

const GridMembersInput = z.strictObject({
  grid: GridField,
  rows: rows().describe("One row for each member: what a query, a CSV file or an interface gave."),
  columns: z
    .record(z.string().min(1), z.string().min(1))
    .describe("Dimension → the column it stands in: `{ shop: shop_name }`."),
  values: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe("Dimensions that are the same for all rows: `{ platform: pdd }`."),
  opensOn: z.string().min(1).optional().describe("The column of the first day on which it is open."),
  closesOn: z.string().min(1).optional().describe("The column of the last day on which it is open."),
  attributes: z
    .record(z.string().min(1).max(64), z.string().min(1))
    .default({})
    .describe("Attribute → the column it stands in: `{ owner: manager }`."),
  present: z
    .record(z.string().min(1).max(64), z.string().min(1))
    .default({})
    .describe(
      "Attribute → a column of which only is kept whether anything stands in it (`false` is nothing): `{ cookie: qncookie }`. The secret itself stays where it is.",
    ),
  merge: z.boolean().default(true).describe("Keeps days and attributes that the rows do not name."),
  replace: z
    .union([z.boolean(), MemberSelection])
    .default(false)
    .describe(
      "Removes members that are not among the rows: `true` of the whole grid, `{ platform: [pdd] }` of a part. Their open cells retire. No rows at all remove nothing and fail.",
    ),
});

export const gridMembers = defineAction({
  id: "grid.members",
  displayName: { zh: "同步网格成员", en: "Write members of a grid" },
  description: {
    zh: "把查询、CSV 或接口得到的店铺写成任务网格的成员，含开店与闭店日期、属性；可移除已不存在的。",
    en: "Makes the rows of a query, a CSV file or an interface members of a grid, with the days on which they open and close; can remove those that are no longer there.",
  },
  input: GridMembersInput,
  // Writing the same again changes nothing.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None: what is wrong with the rows stays wrong.",
  async run(ctx, { grid, rows: given, merge, replace, ...shape }) {
    const members: GridMember[] = [];
    for await (const row of ctx.datasets.read(given)) {
      ctx.signal.throwIfAborted();
      if (members.length === MOST_MEMBERS) throw tooMany();
      members.push(memberOf(row, shape));
    }
    const counts = await ctx.grids.saveMembers(grid, members, { merge, replace });
    ctx.log.info(`${members.length} members of ${grid}: ${counts.inserted} new, ${counts.changed} changed.`, counts);
    return { ...counts, total: members.length };
  },
});

type Shape = Pick<
  z.output<typeof GridMembersInput>,
  "columns" | "values" | "opensOn" | "closesOn" | "attributes" | "present"
>;

function memberOf(row: Row, { columns, values, opensOn, closesOn, attributes, present }: Shape): GridMember {
  const named = Object.entries(columns).map(([dimension, column]) => [dimension, textOf(row[column])]);
  const has = ([, column]: [string, string]) => row[column] !== undefined;
  const kept = Object.entries(attributes)
    .filter(has)
    .map(([name, column]) => [name, row[column]]);
  const there = Object.entries(present)
    .filter(has)
    .map(([name, column]) => [name, isThere(row[column])]);
  return {
    member: { ...values, ...Object.fromEntries(named) },
    ...(opensOn !== undefined && row[opensOn] !== undefined && { opensOn: dayOf(row[opensOn]) }),
    ...(closesOn !== undefined && row[closesOn] !== undefined && { closesOn: dayOf(row[closesOn]) }),
    attributes: Object.fromEntries([...kept, ...there]),
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** A query may give the text, or only whether there is one. */
function isThere(value: unknown): boolean {
  return value !== false && textOf(value).trim() !== "";
}

/** A date, or the date of a moment as databases write it; nothing where nothing stands. */
function dayOf(value: unknown): string | null {
  const written = textOf(value).trim();
  return written === "" ? null : written.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, "$1");
}

function tooMany(): ActionFailure {
  return new ActionFailure(`There are more than ${MOST_MEMBERS} rows.`, {
    class: "config",
    code: "GRID_TOO_MANY_MEMBERS",
  });
}
