import { defineAction } from "@belfry/plugin-kit";
import { z } from "zod";
import { KeyField, shownRecord, TableField } from "./record-fields.ts";

export const recordGet = defineAction({
  id: "record.get",
  displayName: { zh: "读取记录", en: "Get a record" },
  description: { zh: "按键读取内置数据表里的一条记录。", en: "Reads one record of a built-in table by its key." },
  input: z.strictObject({ table: TableField, key: KeyField }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "None: a table that is not there has to be made first.",
  async run(ctx, { table, key }) {
    const record = await ctx.records.get(table, key);
    return record === undefined
      ? { found: false, key, fields: null, version: null, updatedAt: null }
      : { found: true, ...shownRecord(record) };
  },
});
