import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ActionFailure, defineAction, Duration, parseDuration, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { BucketName, bucketFields, ObjectKey } from "./s3-fields.ts";
import { openBucket } from "./s3-request.ts";

// What becomes `text` or `json` is written into the checkpoint of the execution, so it has to be small.
const inlineAtMost = 1_000_000;

export const s3Get = defineAction({
  id: "s3.get",
  displayName: { zh: "从对象存储下载", en: "Get an object" },
  description: {
    zh: "从 S3 兼容的存储桶读取一个对象，成为文件、文本或 JSON。",
    en: "Reads an object of a bucket of an S3 server, as a file, as text or as JSON.",
  },
  input: z.strictObject({
    ...bucketFields,
    bucket: BucketName.describe("The bucket."),
    key: ObjectKey,
    as: z
      .enum(["file", "text", "json"])
      .default("file")
      .describe("What becomes of it. Texts and JSON take 1 MB at most."),
    fileName: text().optional().describe("The name of the file. Default: the last part of the key."),
    missing: z
      .enum(["fail", "null"])
      .default("fail")
      .describe("When there is no such object: fail, or give `found: false`."),
    maxBytes: z.int().min(1).default(1_073_741_824).describe("The largest object, in bytes."),
    timeout: Duration.default("10m")
      .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
      .describe("The longest the whole request may take."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "S3_STATUS (5xx, 429, SlowDown), and when the server cannot be reached or is too slow.",
  timeoutMs: 1_800_000,
  async run(ctx, input) {
    const bucket = await openBucket(ctx, input);
    const maxResponseBytes = input.as === "file" ? input.maxBytes : Math.min(input.maxBytes, inlineAtMost);
    const answer = await bucket.send("GET", input.key, {
      expected: input.missing === "null" ? [404] : [],
      // A compressed object is kept as it is.
      headers: { "accept-encoding": "identity" },
      maxResponseBytes,
      timeoutMs: input.timeout,
    });
    const about = { found: true, key: input.key, file: null, text: null, json: null };
    if (answer.status === 404) {
      await answer.bytes();
      return { ...about, found: false, etag: null, bytes: null, mediaType: null, lastModified: null };
    }
    const mediaType = (answer.headers["content-type"] ?? "").split(";")[0]?.trim() || "application/octet-stream";
    const lastModified = new Date(answer.headers["last-modified"] ?? "");
    const facts = {
      etag: (answer.headers["etag"] ?? "").replaceAll('"', ""),
      bytes: Number(answer.headers["content-length"] ?? 0),
      mediaType,
      lastModified: Number.isNaN(lastModified.getTime()) ? null : lastModified.toISOString(),
    };
    if (input.as === "file") {
      const path = join(await ctx.scratch(), "object");
      await pipeline(answer.stream(), createWriteStream(path), { signal: ctx.signal });
      const name = input.fileName ?? (input.key.split("/").findLast((part) => part !== "") || "object");
      return { ...about, ...facts, file: await ctx.artifacts.adopt(path, { name, mediaType }) };
    }
    const content = Buffer.from(await answer.bytes()).toString("utf8");
    return input.as === "text"
      ? { ...about, ...facts, text: content }
      : { ...about, ...facts, json: jsonOf(content, input.key) };
  },
});

function jsonOf(content: string, key: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw new ActionFailure(`The object ${key} is not valid JSON.`, {
      class: "runtime",
      code: "S3_NOT_JSON",
      details: { key },
    });
  }
}
