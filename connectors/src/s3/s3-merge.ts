import { createReadStream } from "node:fs";
import { join } from "node:path";
import {
  ActionFailure,
  defineAction,
  Duration,
  isDatasetRef,
  parseDuration,
  rows,
  text,
  type ActionContext,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { uploadRecords } from "../upload/upload-records.ts";
import { openUploadTable, type UploadTable, type UploadTableWriter } from "../upload/upload-table.ts";
import { mediaTypes, writeTable } from "../upload/write-table.ts";
import { measureFile } from "./file-body.ts";
import { listObjects } from "./list-objects.ts";
import { BucketName, bucketFields } from "./s3-fields.ts";
import { openBucket, type Bucket } from "./s3-request.ts";

const sources = ["data", "rows", "from"] as const;

const S3MergeInput = z.strictObject({
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
type S3MergeInput = z.output<typeof S3MergeInput>;

interface Merged extends UploadTable {
  /** How many objects were merged. */
  readonly objects: number;
}

/** Makes one object of all uploads of a task type in a period. */
export const s3Merge = defineAction({
  id: "s3.merge",
  displayName: { zh: "合并上传到数据湖", en: "Merge uploads into one object" },
  description: {
    zh: "把各店铺上传的数据合并成一张表，所有单元格转为文本，以 Parquet 或 JSON 写入 S3 兼容存储的 {path}/dt={date}/，已有的对象被替换。",
    en: "Makes one table of what shops uploaded, every cell a text, and writes it as Parquet or JSON to {path}/dt={date}/ in a bucket of an S3 server; an object that is there is replaced.",
  },
  input: S3MergeInput,
  // The same uploads make the same object.
  idempotent: true,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "S3_STATUS (5xx, 429, SlowDown), and when the server cannot be reached or is too slow.",
  timeoutMs: 1_800_000,
  check: sourceProblems,
  async run(ctx, input) {
    const bucket = await openBucket(ctx, input);
    const made = await makeObject(ctx, bucket, input);
    if (made.path === undefined) return made.output;
    const answer = await bucket.send("PUT", made.output.key, {
      body: createReadStream(made.path),
      bodyHash: made.bodyHash,
      headers: { "content-type": mediaTypes[input.format], "content-length": String(made.output.bytes) },
      timeoutMs: input.timeout,
    });
    const { key, bytes, rows: count, objects } = made.output;
    ctx.log.info(`${key}: ${count} rows of ${objects} uploads, ${bytes} bytes.`);
    return { ...made.output, etag: (answer.headers["etag"] ?? "").replaceAll('"', "") };
  },
  async tryOut(ctx, input) {
    const bucket = await openBucket(ctx, input);
    const { path, output } = await makeObject(ctx, bucket, input);
    if (path === undefined) return output;
    const { key, bytes } = output;
    const server = new URL(bucket.address(key)).host;
    const mediaType = mediaTypes[input.format];
    ctx.show({ kind: "object", server, bucket: input.bucket, key, mediaType, bytes, metadata: {}, body: null });
    return output;
  },
});

async function makeObject(ctx: ActionContext, bucket: Bucket, input: S3MergeInput) {
  const [problem] = sourceProblems(input);
  if (problem !== undefined) throw refused(`${problem.message} ${problem.remedy}`);
  const key = objectKey(input);
  const folder = await ctx.scratch();
  const table = await merge(ctx, bucket, { input, key, path: join(folder, "rows.ndjson") });
  const about = { bucket: input.bucket, key, format: input.format, etag: "" };
  const counts = { rows: table.rows, columns: table.columns, objects: table.objects };
  if (table.columns.length === 0) {
    if (input.whenEmpty === "fail") throw refused("There is nothing to merge.");
    ctx.log.warn(`There is nothing to merge for ${key}.`);
    return { output: { written: false, ...about, bytes: 0, ...counts } };
  }
  const path = join(folder, `merged.${input.format}`);
  await writeTable(table, path, input.format);
  const { bytes, bodyHash } = await measureFile(path, ctx.signal);
  return { path, bodyHash, output: { written: true, ...about, bytes, ...counts } };
}

/** `ods/pdd/pdd_badscore/dt=2025-10-03/merged_data.parquet` */
function objectKey({ path, date, name, format }: S3MergeInput): string {
  for (const [field, value] of Object.entries({ date, name })) {
    if (value.trim() === "" || value.includes("/")) throw refused(`\`${field}\` is empty, or has a slash in it.`);
  }
  const folder = path.replaceAll(/^\/+|\/+$/g, "");
  if (folder === "") throw refused("`path` is empty.");
  return `${folder}/dt=${date.trim()}/${name.trim()}.${format}`;
}

async function merge(
  ctx: ActionContext,
  bucket: Bucket,
  { input, key, path }: { readonly input: S3MergeInput; readonly key: string; readonly path: string },
): Promise<Merged> {
  const writer = openUploadTable(path, input);
  let objects = 1;
  if (input.from !== undefined) objects = await addObjects(ctx, bucket, { writer, input, key });
  else if (input.rows !== undefined) await addRows(ctx, writer, input.rows);
  else await addUpload(writer, input.data);
  return { objects, ...(await writer.close()) };
}

async function addRows(
  ctx: ActionContext,
  writer: UploadTableWriter,
  given: NonNullable<S3MergeInput["rows"]>,
): Promise<void> {
  if (isDatasetRef(given)) writer.name(given.columns);
  for await (const row of ctx.datasets.read(given)) {
    ctx.signal.throwIfAborted();
    await writer.add(Object.entries(row));
  }
}

async function addUpload(
  writer: UploadTableWriter,
  data: unknown,
  first?: readonly [column: string, value: string],
): Promise<void> {
  const { columns, records } = uploadRecords(data);
  writer.name(columns);
  for (const record of records)
    await writer.add(first === undefined ? record : [first, ...record.filter(([column]) => column !== first[0])]);
}

/** Every object below the prefix, one after the other; the one that is written may lie there as well. */
async function addObjects(
  ctx: ActionContext,
  bucket: Bucket,
  { writer, input, key }: { readonly writer: UploadTableWriter; readonly input: S3MergeInput; readonly key: string },
): Promise<number> {
  const { from = "", nameColumn, maxBytes: maxResponseBytes, timeout: timeoutMs } = input;
  let merged = 0;
  for await (const { objects } of listObjects(bucket, from)) {
    for (const object of objects) {
      if (object.key === key || object.key.endsWith("/")) continue;
      const answer = await bucket.send("GET", object.key, { maxResponseBytes, timeoutMs });
      const name = (object.key.split("/").at(-1) ?? "").replace(/\.[a-z]+$/i, "");
      try {
        writer.name([nameColumn]);
        await addUpload(writer, await answer.text(), [nameColumn, name]);
      } catch (error) {
        if (!(error instanceof ActionFailure) || !error.code.startsWith("UPLOAD_")) throw error;
        const { code, message } = error;
        throw new ActionFailure(`${message} It is the object ${object.key}.`, {
          class: "runtime",
          code,
          details: { key: object.key },
          cause: error,
        });
      }
      merged += 1;
      ctx.progress(merged);
    }
  }
  return merged;
}

function sourceProblems(input: Readonly<Record<string, unknown>>): { path: string; message: string; remedy: string }[] {
  const given = sources.filter((name) => input[name] !== undefined);
  if (given.length === 1) return [];
  const message = given.length === 0 ? "There is nothing to merge." : `There are ${given.join(" and ")} to merge.`;
  return [{ path: "data", message, remedy: "Give one of `data`, `rows` and `from`." }];
}

function refused(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "S3_MERGE_INVALID" });
}
