import { ActionFailure, defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { KeyField, TableField } from "./record-fields.ts";

export const recordDelete = defineAction({
  id: "record.delete",
  displayName: { zh: "删除记录", en: "Remove records" },
  description: { zh: "按键删除内置数据表里的记录。", en: "Removes records of a built-in table by their keys." },
  input: z.strictObject({
    table: TableField,
    key: KeyField.optional(),
    keys: z.array(text()).max(10_000).optional().describe("Several keys instead; or one expression that gives a list."),
  }),
  // What is gone is gone.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None.",
  check: shapeProblems,
  async run(ctx, { table, key, keys }) {
    const [problem] = shapeProblems({ key, keys });
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, {
        class: "config",
        code: "RECORD_INPUT_INVALID",
      });
    }
    return { deleted: await ctx.records.delete(table, key === undefined ? (keys ?? []) : [key]) };
  },
});

function shapeProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  if ((input["key"] === undefined) !== (input["keys"] === undefined)) return [];
  return [{ path: "key", message: "Nothing says which records.", remedy: "Give either `key` or `keys`." }];
}
