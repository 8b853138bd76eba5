import { ActionFailure, defineAction, rows, type ActionContext, type Row } from "@belfry/plugin-kit";
import { z } from "zod";
import { missingProblems, MissingField, settleMissing } from "./missing-records.ts";
import { FieldsField, KeyField, TableField } from "./record-fields.ts";

const RecordUpsertInput = z.strictObject({
  table: TableField,
  key: KeyField.optional(),
  fields: FieldsField.optional().describe("What the record of `key` holds."),
  rows: rows().optional().describe("Many records instead: a dataset, or a short list."),
  keyField: z.string().min(1).optional().describe("The field of `rows` that is the key; it stays a field as well."),
  merge: z
    .boolean()
    .default(true)
    .describe(
      "Keeps the fields of a record that are not named. With false the record holds what is given and no more.",
    ),
  missing: MissingField,
});
type RecordUpsertInput = z.output<typeof RecordUpsertInput>;

const AT_ONCE = 1_000;

export const recordUpsert = defineAction({
  id: "record.upsert",
  displayName: { zh: "写入记录", en: "Write records" },
  description: {
    zh: "在内置数据表里新建或更新记录：一条，或者整个数据集。",
    en: "Makes or changes records of a built-in table: one, or those of a whole dataset.",
  },
  input: RecordUpsertInput,
  // Writing the same again changes nothing.
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None: a table that is full or not there, or a record that is too large, stays so.",
  check: shapeProblems,
  async run(ctx, input) {
    const [problem] = shapeProblems(input);
    if (problem !== undefined) {
      throw new ActionFailure(`${problem.message} ${problem.remedy}`, {
        class: "config",
        code: "RECORD_INPUT_INVALID",
      });
    }
    const { table, key, fields = {}, merge } = input;
    if (key !== undefined) return { ...(await ctx.records.upsert(table, [{ key, fields }], { merge })), total: 1 };
    return upsertRows(ctx, input);
  },
});

/**
 * A thousand at a time, each thousand at once: an attempt that follows a crash finds the first ones as they should be.
 * `missing` is counted only where the rule asks for it.
 */
async function upsertRows(ctx: ActionContext, input: RecordUpsertInput) {
  const { table, keyField = "", merge, missing, rows: given = [] } = input;
  const seen = new Set<string>();
  const sum = { inserted: 0, changed: 0, total: 0 };
  let batch: Row[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const records = batch.map((row, index) => ({ key: keyOf(row, keyField, sum.total + index), fields: row }));
    const { inserted, changed } = await ctx.records.upsert(table, records, { merge });
    if (missing !== undefined) for (const { key } of records) seen.add(key);
    sum.inserted += inserted;
    sum.changed += changed;
    sum.total += batch.length;
    batch = [];
    ctx.progress(sum.total);
  };
  for await (const row of ctx.datasets.read(given)) {
    ctx.signal.throwIfAborted();
    batch.push(row);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  if (missing === undefined) return sum;
  return { ...sum, missing: await settleMissing(ctx, table, { missing, seen }) };
}

function keyOf(row: Row, keyField: string, index: number): string {
  const key = row[keyField];
  if ((typeof key === "string" && key !== "") || typeof key === "number") return String(key);
  throw new ActionFailure(`Row ${index + 1} has no ${keyField} that could be its key.`, {
    class: "runtime",
    code: "RECORD_KEY_MISSING",
    details: { row: index + 1, keyField },
  });
}

function shapeProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  const problems = [];
  if ((input["key"] === undefined) === (input["rows"] === undefined)) {
    problems.push({
      path: "key",
      message: "There is no record to write, or there are two kinds.",
      remedy: "Give `key` and `fields`, or `rows` and `keyField`.",
    });
  } else if (input["rows"] !== undefined && input["keyField"] === undefined) {
    problems.push({
      path: "keyField",
      message: "Nothing says which field is the key.",
      remedy: "Name it: `keyField: id`.",
    });
  }
  problems.push(...missingProblems(input));
  return problems;
}
