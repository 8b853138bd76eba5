import { ActionFailure, Duration, parseDuration, rows, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { BucketName, bucketFields } from "./s3-fields.ts";

const sources = ["data", "rows", "from"] as const;

export const S3MergeInput = z.strictObject({
  ...bucketFields,
  bucket: BucketName.describe("The bucket; it is there already."),
  path: text().describe("Where the table lies in the bucket, as a template: ods/pdd/pdd_badscore."),
  date: text().describe("The period, as the table is cut by it: the object lies in dt=DATE below the path."),
  name: text().default("merged_data").describe("The name of the object, without its ending."),
  format: z.enum(["parquet", "json"]).default("parquet").describe("What is written; its ending follows."),
  data: z
    .union([text(), z.json()])
    .optional()
    .describe(
      "The upload itself: records, rows below a header row, one record, a list of values, or the JSON text of one; or `rows` or `from`.",
    ),
  rows: rows().optional().describe("Rows of an earlier action: a dataset, or a short list; or `data` or `from`."),
  from: text()
    .optional()
    .describe(
      "Objects of the bucket whose keys begin so are merged in the order of their keys, each an upload as JSON; or `data` or `rows`.",
    ),
  nameColumn: z
    .string()
    .min(1)
    .max(100)
    .default("shop")
    .describe(
      "With `from`: the first column, which says which object a row comes from by its name without the ending.",
    ),
  whenEmpty: z
    .enum(["skip", "fail"])
    .default("skip")
    .describe("When there is nothing to merge: nothing is written, or it fails."),
  maxRows: z
    .int()
    .min(1)
    .max(100_000_000)
    .default(5_000_000)
    .describe("More rows than this are a mistake, and it fails."),
  maxBytes: z.int().min(1).default(104_857_600).describe("The largest object that is merged, in bytes."),
  timeout: Duration.default("10m")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .describe("The longest one request may take."),
});
export type S3MergeInput = z.output<typeof S3MergeInput>;

/** `ods/pdd/pdd_badscore/dt=2025-10-03/merged_data.parquet` */
export function objectKey({ path, date, name, format }: S3MergeInput): string {
  for (const [field, value] of Object.entries({ date, name })) {
    if (value.trim() === "" || value.includes("/")) throw refused(`\`${field}\` is empty, or has a slash in it.`);
  }
  const folder = path.replaceAll(/^\/+|\/+$/g, "");
  if (folder === "") throw refused("`path` is empty.");
  return `${folder}/dt=${date.trim()}/${name.trim()}.${format}`;
}

/** What is wrong with where the uploads come from. */
export function sourceProblems(
  input: Readonly<Record<string, unknown>>,
): { path: string; message: string; remedy: string }[] {
  const given = sources.filter((name) => input[name] !== undefined);
  if (given.length === 1) return [];
  const message = given.length === 0 ? "There is nothing to merge." : `There are ${given.join(" and ")} to merge.`;
  return [{ path: "data", message, remedy: "Give one of `data`, `rows` and `from`." }];
}

export function refused(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "S3_MERGE_INVALID" });
}
