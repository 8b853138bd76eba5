import { GridSlug, MemberSelection } from "@belfry/plugin-kit";
import { z } from "zod";
import { Connection, StatementTimeout } from "../database/sql-fields.ts";

const tableName = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_$]{0,63}(?:\.[\p{L}_][\p{L}\p{N}_$]{0,63})?$/u, "Write the name of a table: pdd_tasks");
const columnName = z.string().min(1).max(64);

const MirroredTable = z.strictObject({
  tasks: tableName.describe("The table with one row for each period and member."),
  shops: tableName
    .optional()
    .describe("The table of the members themselves, in which task types about a member's state have their column."),
  only: MemberSelection.optional().describe(
    "The members whose tasks stand there: `{ platform: [pdd] }`. Default: all.",
  ),
});
export type MirroredTable = z.output<typeof MirroredTable>;

/** Where the tables of the users' own are, and what stands in them. */
export const mirrorFields = {
  connection: Connection,
  grid: GridSlug.describe("The grid. Its task types name the columns of their states."),
  tables: z
    .array(MirroredTable)
    .min(1)
    .max(50)
    .describe("The tables: `[{ only: { platform: [pdd] }, tasks: pdd_tasks, shops: pdd_shops }]`."),
  member: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe("The dimension whose value names a row. Default: the last one, the shop."),
  columns: z
    .strictObject({
      period: columnName.default("time_period").describe("The column of the period."),
      shop: columnName.default("shop_name").describe("The column of the member."),
      json: columnName
        .optional()
        .describe("One JSON column in which the states stand by their names: `task_data`. Default: a column each."),
      updated: columnName
        .default("update_time")
        .describe("The column of the tables of members that says when a member's state was written."),
    })
    .prefault({})
    .describe("What the columns are called."),
  timeout: StatementTimeout,
};

const MirrorPlace = z.strictObject(mirrorFields);
export type MirrorPlace = z.output<typeof MirrorPlace>;
