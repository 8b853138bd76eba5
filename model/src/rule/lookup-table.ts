import { z } from "zod";

/** The name of a table of records. */
export const RecordTableName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "A table is named with small letters, digits, - and _, at most 63 of them.");

/** A table that the expressions of a rule look values up in. */
export const LookupTable = z
  .strictObject({ table: RecordTableName.describe("A table of records with at most 10,000 rows.") })
  .meta({ id: "LookupTable", description: "A table that the expressions of the rule look values up in." });
export type LookupTable = z.infer<typeof LookupTable>;
