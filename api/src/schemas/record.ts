import { RecordTableName } from "@belfry/model";
import { z } from "zod";
import { Instant, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const RecordTableParams = z.strictObject({ table: RecordTableName });

export const RecordTableView = z
  .object({
    name: z.string(),
    description: z.string(),
    maxRows: z.int(),
    rows: z.int().describe("How many records there are."),
    createdAt: Instant,
    updatedAt: Instant.describe("When its records, or what is said of it, last changed."),
  })
  .meta({ id: "RecordTable" });

export const RecordTableBody = z.strictObject({
  description: z.string().max(2_000).default(""),
  maxRows: z.int().min(1).max(10_000_000).default(1_000_000).describe("More records are refused."),
});

const Key = z.string().min(1).max(500);

export const RecordView = z
  .object({
    key: personal("text", z.string()),
    fields: personal("json", JsonObject),
    version: z.int().describe("1 when it was made; grows by one with each change."),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "Record" });

export const RecordQuery = PageQuery.extend({
  key: Key.optional().describe("Only the record with this key."),
  prefix: z.string().max(500).optional().describe("Only records whose keys begin so."),
});

export const RecordRowsBody = z.strictObject({
  records: z
    .array(z.strictObject({ key: Key, fields: JsonObject }))
    .min(1)
    .max(1_000),
  merge: z.boolean().default(false).describe("Keeps the fields of a record that are not named."),
});

export const RecordCounts = z
  .object({
    inserted: z.int(),
    changed: z.int().describe("Records that were as they should be already are not counted."),
  })
  .meta({ id: "RecordCounts" });

export const RecordKeysBody = z.strictObject({ keys: z.array(Key).min(1).max(1_000) });

export const RecordsRemoved = z.object({ removed: z.int() }).meta({ id: "RecordsRemoved" });
