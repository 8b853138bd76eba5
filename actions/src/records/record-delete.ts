import { ActionFailure, defineAction, text, type ActionContext } from "@belfry/plugin-kit";
import { z } from "zod";
import { isBefore } from "./is-before.ts";
import { KeyField, TableField, WhereField } from "./record-fields.ts";

const AT_ONCE = 1_000;

const RecordDeleteInput = z.strictObject({
  table: TableField,
  key: KeyField.optional(),
  keys: z.array(text()).max(10_000).optional().describe("Several keys instead; or one expression that gives a list."),
  prefix: text().optional().describe("Instead of keys: those whose keys begin so, and that the following fit."),
  where: WhereField,
  before: z
    .record(z.string().min(1), z.union([text(), z.number()]))
    .optional()
    .describe(
      'Instead of keys: those in which these fields are less than these values: `{ day: "2026-03-01" }`. Numbers by size, texts by their characters, as dates written year first are in their order; a field of another kind is not less.',
    ),
});
type RecordDeleteInput = z.output<typeof RecordDeleteInput>;

export const recordDelete = defineAction({
  id: "record.delete",
  displayName: { zh: "删除记录", en: "Remove records" },
  description: {
    zh: "删除内置数据表里的记录：按键，或者按字段的值和先后。",
    en: "Removes records of a built-in table: by their keys, or by what stands in them.",
  },
  input: RecordDeleteInput,
  // What is gone is gone.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None.",
  check: shapeProblems,
  async run(ctx, input) {
    const [problem] = shapeProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, {
        class: "config",
        code: "RECORD_INPUT_INVALID",
      });
    }
    const { table, key, keys } = input;
    if (key === undefined && keys === undefined) return { deleted: await deleteFound(ctx, input) };
    return { deleted: await ctx.records.delete(table, key === undefined ? (keys ?? []) : [key]) };
  },
});

async function deleteFound(ctx: ActionContext, { table, prefix, where, before = {} }: RecordDeleteInput) {
  let deleted = 0;
  let found: string[] = [];
  const filter = { ...(prefix !== undefined && { prefix }), ...(where !== undefined && { where }) };
  for await (const { key, fields } of ctx.records.read(table, filter)) {
    ctx.signal.throwIfAborted();
    if (!isBefore(fields, before)) continue;
    found.push(key);
    if (found.length < AT_ONCE) continue;
    deleted += await ctx.records.delete(table, found);
    found = [];
  }
  return found.length === 0 ? deleted : deleted + (await ctx.records.delete(table, found));
}

function shapeProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  const isGiven = (name: string) => input[name] !== undefined;
  const ways = [isGiven("key"), isGiven("keys"), ["prefix", "where", "before"].some(isGiven)];
  if (ways.filter(Boolean).length === 1) return [];
  const remedy = "Give `key`, or `keys`, or `prefix`, `where` and `before`.";
  return [{ path: "key", message: "Nothing says which records, or two things do.", remedy }];
}
