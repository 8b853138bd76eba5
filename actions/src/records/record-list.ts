import { ActionFailure, defineAction, text, type Row } from "@belfry/plugin-kit";
import { z } from "zod";
import { TableField, WhereField } from "./record-fields.ts";

const AT_ONCE = 500;

export const recordList = defineAction({
  id: "record.list",
  displayName: { zh: "列出记录", en: "List records" },
  description: {
    zh: "把内置数据表的记录读成数据集，可按键的前缀和字段的值筛选。",
    en: "Reads the records of a built-in table into a dataset, by the beginning of their keys and by values.",
  },
  input: z.strictObject({
    table: TableField,
    prefix: text().optional().describe("Only keys that begin so."),
    where: WhereField,
    columns: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("The fields to keep. Default: those of the first record."),
    maxRows: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(1_000_000)
      .describe("More rows than this are a mistake, and it fails."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "None.",
  timeoutMs: 1_800_000,
  async run(ctx, { table, prefix, where, columns, maxRows }) {
    const writer = await ctx.datasets.create(columns === undefined ? {} : { columns: ["key", ...columns] });
    let count = 0;
    let batch: Row[] = [];
    const filter = { ...(prefix !== undefined && { prefix }), ...(where !== undefined && { where }) };
    try {
      for await (const { key, fields } of ctx.records.read(table, filter)) {
        ctx.signal.throwIfAborted();
        count += 1;
        if (count > maxRows) throw tooMany(maxRows);
        batch.push({ key, ...fields });
        if (batch.length < AT_ONCE) continue;
        await writer.write(batch);
        batch = [];
      }
      await writer.write(batch);
      return { rows: await writer.close(), count };
    } finally {
      await writer.discard();
    }
  },
});

function tooMany(maxRows: number): ActionFailure {
  return new ActionFailure(`There are more than ${maxRows} records. Ask for fewer, or raise maxRows.`, {
    class: "config",
    code: "RECORDS_TOO_MANY",
  });
}
