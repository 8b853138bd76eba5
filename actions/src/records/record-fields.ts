import { text } from "@belfry/plugin-kit";
import { z } from "zod";

export const TableField = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "A table is named with small letters, digits, - and _")
  .describe("The table of records. It is made beforehand, by a person or by the API.");

export const KeyField = text().describe("The key under which the record is known, as a template.");

/** The fields of a record, each a template or any JSON. */
export const FieldsField = z.record(z.string().min(1), z.union([text(), z.json()]));

export const WhereField = FieldsField.optional().describe(
  "Only records in which these fields have these values. Default: all.",
);

/** What an action gives of a record; dates as ISO texts. */
export function shownRecord(record: {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly updatedAt: Date;
}) {
  const { key, fields, version, updatedAt } = record;
  return { key, fields, version, updatedAt: updatedAt.toISOString() };
}
