import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import {
  ActionFailure,
  defineAction,
  Duration,
  file,
  parseDuration,
  text,
  type ActionContext,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { measureFile } from "./file-body.ts";
import { BucketName, bucketFields, ObjectKey } from "./s3-fields.ts";
import { openBucket, type BucketRequest } from "./s3-request.ts";

const S3PutInput = z.strictObject({
  ...bucketFields,
  bucket: BucketName.describe("The bucket; it is there already."),
  key: ObjectKey,
  file: file().optional().describe("A file of an earlier action; or `text` or `json`."),
  text: text().optional().describe("The content itself, as a template; or `file` or `json`."),
  json: z.json().optional().describe("A value that is written as JSON; or `file` or `text`."),
  mediaType: z.string().max(200).optional().describe("Default: that of the file, text/plain or application/json."),
  metadata: z
    .record(z.string().regex(/^[a-z0-9-]{1,64}$/), text())
    .optional()
    .describe("Kept with the object, by names."),
  onlyNew: z.boolean().default(false).describe("Fails when there is an object with this key already."),
  timeout: Duration.default("10m")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .describe("The longest the whole request may take."),
});
type S3PutInput = z.output<typeof S3PutInput>;

export const s3Put = defineAction({
  id: "s3.put",
  displayName: { zh: "上传到对象存储", en: "Put an object" },
  description: {
    zh: "把文件、文本或 JSON 写进 S3 兼容的存储桶，一次最多 5 GB。",
    en: "Writes a file, a text or JSON into a bucket of an S3 server, up to 5 GB at once.",
  },
  input: S3PutInput,
  // The same content under the same key is the same object.
  idempotent: true,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "S3_STATUS (5xx, 429, SlowDown), and when the server cannot be reached or is too slow.",
  timeoutMs: 1_800_000,
  check: contentProblems,
  async run(ctx, input) {
    demandContent(input);
    const bucket = await openBucket(ctx, input);
    const { bytes, mediaType, ...body } = await contentOf(ctx, input);
    const metadata = Object.entries(input.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    const answer = await bucket.send("PUT", input.key, {
      ...body,
      headers: {
        "content-type": input.mediaType ?? mediaType,
        "content-length": String(bytes),
        ...Object.fromEntries(metadata),
        ...(input.onlyNew && { "if-none-match": "*" }),
      },
      timeoutMs: input.timeout,
    });
    const etag = (answer.headers["etag"] ?? "").replaceAll('"', "");
    return { bucket: input.bucket, key: input.key, etag, bytes, versionId: answer.headers["x-amz-version-id"] ?? null };
  },
  async tryOut(ctx, input) {
    demandContent(input);
    const { address } = await openBucket(ctx, input);
    const { bytes, mediaType, body } = await contentOf(ctx, input);
    const isText = Buffer.isBuffer(body);
    if (!isText && body instanceof Readable) body.destroy();
    const { bucket, key, metadata = {} } = input;
    ctx.show({
      kind: "object",
      server: new URL(address(key)).host,
      bucket,
      key,
      mediaType: input.mediaType ?? mediaType,
      bytes,
      metadata,
      body: isText ? body.toString("utf8") : null,
    });
    return { bucket, key, etag: "", bytes, versionId: null };
  },
});

async function contentOf(
  ctx: ActionContext,
  input: S3PutInput,
): Promise<Pick<BucketRequest, "body" | "bodyHash"> & { readonly bytes: number; readonly mediaType: string }> {
  if (input.file === undefined) {
    const content = Buffer.from(input.text ?? JSON.stringify(input.json ?? null));
    const mediaType = input.text === undefined ? "application/json" : "text/plain; charset=utf-8";
    return {
      body: content,
      bodyHash: createHash("sha256").update(content).digest("hex"),
      bytes: content.length,
      mediaType,
    };
  }
  const path = await ctx.artifacts.path(input.file);
  return { body: createReadStream(path), mediaType: input.file.mediaType, ...(await measureFile(path, ctx.signal)) };
}

function demandContent(input: S3PutInput): void {
  const [problem] = contentProblems(input);
  if (problem === undefined) return;
  throw new ActionFailure(`${problem.message} ${problem.remedy}`, { class: "config", code: "S3_CONTENT_INVALID" });
}

function contentProblems(
  input: Readonly<Record<string, unknown>>,
): { path: string; message: string; remedy: string }[] {
  const given = ["file", "text", "json"].filter((name) => input[name] !== undefined);
  if (given.length === 1) return [];
  const message = given.length === 0 ? "There is nothing to put." : `There are ${given.join(" and ")} to put.`;
  return [{ path: "file", message, remedy: "Give one of `file`, `text` and `json`." }];
}
