import { Duration, parseDuration, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";

/** Where the database is. */
export const Connection = secret().describe(
  "Where the database is, as `${{ secrets.NAME }}`: postgres://user:password@host/database, mysql://, mariadb:// or sqlite:///srv/exchange/shop.db. Behind it may stand ?sslmode=require (encrypted) or verify-full (and the server proves who it is). SQLite files lie in the folders that an administrator names (BELFRY_FOLDERS).",
);

/** `${{ … }}` anywhere, or what can only be meant as `{{ name }}`; a list of lists of PostgreSQL begins with {{ as well. */
const placeholder = /\$\{\{|\{\{-?\s*[\p{L}_][\p{L}\p{N}_.[\]"']*\s*(?:\||-?\}\})/u;

// Marked as what the action evaluates itself, so that the engine puts nothing into it: text that is put together from
// values is how strangers come to write statements.
export const StatementText = z
  .string()
  .min(1)
  .max(100_000)
  .refine((sql) => !placeholder.test(sql), {
    message: "A statement stands fixed: write :name in it, and the value as `params: { name: … }`",
  })
  .meta({
    belfry: "perRow",
    description: "One statement, as it stands. Values come in as parameters and never as a part of the text.",
  });

/** A value of a statement: a template, or any JSON. */
const Value = z.union([text(), z.json()]);

export const StatementParams = z
  .union([z.record(z.string(), Value), z.array(Value)])
  .optional()
  .describe(
    "The values. By name for :name, or a list for $1 (PostgreSQL) and ? (the others). A list of values fits `in (:names)`; in PostgreSQL also `= any(:names)`.",
  );

export const StatementTimeout = Duration.default("60s")
  .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
  .describe("The longest one statement may take, as a duration; the database itself ends it then.");
