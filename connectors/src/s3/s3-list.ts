import { ActionFailure, defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { listObjects, type S3Object } from "./list-objects.ts";
import { BucketName, bucketFields } from "./s3-fields.ts";
import { openBucket } from "./s3-request.ts";

export const s3List = defineAction({
  id: "s3.list",
  displayName: { zh: "列出对象", en: "List objects" },
  description: {
    zh: "列出 S3 兼容的存储桶里键以某个前缀开头的对象，写入数据集。",
    en: "Lists the objects of a bucket of an S3 server whose keys begin so, into a dataset.",
  },
  input: z.strictObject({
    ...bucketFields,
    bucket: BucketName.describe("The bucket."),
    prefix: text().optional().describe("Only keys that begin so."),
    maxObjects: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(100_000)
      .describe("More objects than this are a mistake, and it fails."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "S3_STATUS (5xx, 429, SlowDown), and when the server cannot be reached or is too slow.",
  timeoutMs: 1_800_000,
  async run(ctx, input) {
    const bucket = await openBucket(ctx, input);
    const writer = await ctx.datasets.create({ columns: ["key", "bytes", "etag", "lastModified"] });
    let count = 0;
    let newest: S3Object | null = null;
    try {
      for await (const { objects } of listObjects(bucket, input.prefix ?? "")) {
        count += objects.length;
        if (count > input.maxObjects) throw tooMany(input.maxObjects);
        for (const object of objects) if (newest === null || object.lastModified > newest.lastModified) newest = object;
        await writer.write(objects.map((object) => ({ ...object })));
        ctx.progress(count);
      }
      return { rows: await writer.close(), count, newest };
    } finally {
      await writer.discard();
    }
  },
});

function tooMany(maxObjects: number): ActionFailure {
  return new ActionFailure(`There are more than ${maxObjects} objects. Give a longer prefix, or raise maxObjects.`, {
    class: "config",
    code: "S3_TOO_MANY_OBJECTS",
  });
}
