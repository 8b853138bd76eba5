import { createReadStream } from "node:fs";
import { join } from "node:path";
import { defineAction, type ActionContext } from "@belfry/plugin-kit";
import { mediaTypes, writeTable } from "../upload/write-table.ts";
import { measureFile } from "./file-body.ts";
import { mergeUploads } from "./merge-uploads.ts";
import { objectKey, refused, S3MergeInput, sourceProblems } from "./s3-merge-input.ts";
import { openBucket, type Bucket } from "./s3-request.ts";

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
  const table = await mergeUploads(ctx, bucket, { input, key, path: join(folder, "rows.ndjson") });
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
