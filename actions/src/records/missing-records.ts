/**
 * Records that are no longer among the rows: what was seen before and is not seen any more. They are found only after
 * every row was written, so an attempt that broke off takes nothing away that was only not read yet.
 */
import { text, type ActionContext } from "@belfry/plugin-kit";
import { z } from "zod";
import { FieldsField, WhereField } from "./record-fields.ts";

export const MissingField = z
  .strictObject({
    prefix: text().optional().describe("Only records whose keys begin so."),
    where: WhereField,
    set: FieldsField.optional().describe("What they get: these fields, beside those they have."),
    remove: z.literal(true).optional().describe("They are removed."),
  })
  .optional()
  .describe("What becomes of records of the table whose keys are not among `rows`; without it they stay as they are.");

export type MissingInput = NonNullable<z.output<typeof MissingField>>;

const AT_ONCE = 1_000;

/** Marks or removes the records that none of `seen` is. Returns how many; doing it again finds only what still differs. */
export async function settleMissing(
  ctx: ActionContext,
  table: string,
  { missing, seen }: { readonly missing: MissingInput; readonly seen: ReadonlySet<string> },
): Promise<number> {
  const { prefix, where, set } = missing;
  let count = 0;
  let keys: string[] = [];
  const flush = async (): Promise<void> => {
    if (keys.length === 0) return;
    if (set === undefined) count += await ctx.records.delete(table, keys);
    else {
      const marked = keys.map((key) => ({ key, fields: set }));
      count += (await ctx.records.upsert(table, marked, { merge: true })).changed;
    }
    keys = [];
  };
  const filter = { ...(prefix !== undefined && { prefix }), ...(where !== undefined && { where }) };
  for await (const { key } of ctx.records.read(table, filter)) {
    ctx.signal.throwIfAborted();
    if (seen.has(key)) continue;
    keys.push(key);
    if (keys.length === AT_ONCE) await flush();
  }
  await flush();
  return count;
}

/** What is wrong with it beyond its schema. */
export function missingProblems(
  input: Readonly<Record<string, unknown>>,
): { path: string; message: string; remedy: string }[] {
  const missing = input["missing"];
  if (typeof missing !== "object" || missing === null) return [];
  if (input["rows"] === undefined && input["key"] !== undefined) {
    const message = "One record says nothing of the others.";
    return [{ path: "missing", message, remedy: "Give `rows`, or leave `missing` out." }];
  }
  if ("set" in missing === "remove" in missing) {
    const message = "It is not said what becomes of the missing records, or twice.";
    return [{ path: "missing", message, remedy: "Give either `set` or `remove: true`." }];
  }
  return [];
}
