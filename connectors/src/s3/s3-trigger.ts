/**
 * Fires for each object that appears in a bucket. A list of S3 is in the order of keys and not of time, so each look goes
 * through the whole prefix. The cursor is one moment: the server's clock at the last look. What is younger than it, and
 * what is a little older (uploads in parts carry the time at which they began), is handed over again and known by its id;
 * so nothing is missed, and what is kept does not grow.
 */
import { ActionFailure, defineTrigger, Duration, parseDuration, type IncomingEvent } from "@belfry/plugin-kit";
import { z } from "zod";
import { listObjects, type S3Object } from "./list-objects.ts";
import { BucketName, bucketFields } from "./s3-fields.ts";
import { openBucket } from "./s3-request.ts";

const duration = (standard: string) =>
  Duration.default(standard).transform((written) => (typeof written === "number" ? written : parseDuration(written)));

const S3Trigger = z.strictObject({
  s3: BucketName.describe("The bucket."),
  prefix: z
    .string()
    .max(1_000)
    .default("")
    .describe("Only keys that begin so. The shorter the list, the quicker each look."),
  suffix: z.string().max(200).default("").describe("Only keys that end so: .csv."),
  ...bucketFields,
  every: duration("1m").describe("How often the bucket is looked at."),
  lookback: duration("15m").describe(
    "How much older than the last look an object may be that was not seen then: the longest upload.",
  ),
  existing: z
    .enum(["skip", "take"])
    .default("skip")
    .describe("What is there when the rule is enabled for the first time: left out, or taken as new."),
});
type S3Trigger = z.output<typeof S3Trigger>;

const Cursor = z.object({ until: z.iso.datetime() });

const MOST_OBJECTS = 100_000;

export const s3Trigger = defineTrigger({
  kind: "poll",
  id: "s3",
  displayName: { zh: "对象存储出现新文件", en: "Object in a bucket" },
  description: {
    zh: "存储桶里出现新对象（或内容改变）时触发，每个对象的每个版本触发一次。",
    en: "Fires for each object that appears in a bucket, and again when its content changes.",
  },
  config: S3Trigger,
  describe: ({ s3, prefix, suffix }) => ({
    zh: `存储桶 ${s3} 出现 ${prefix}*${suffix}`,
    en: `${prefix}*${suffix} appears in the bucket ${s3}`,
  }),
  everyMs: ({ every }) => Math.max(every, 1_000),
  async poll(ctx, config, cursor) {
    const before = Cursor.safeParse(cursor).data;
    const bucket = await openBucket(ctx, { ...config, bucket: config.s3 });
    const since = before === undefined ? undefined : Date.parse(before.until) - config.lookback;
    const takesAll = before === undefined && config.existing === "take";
    const fresh: S3Object[] = [];
    let until: Date | undefined;
    let seen = 0;
    for await (const { objects, date } of listObjects(bucket, config.prefix)) {
      ctx.signal.throwIfAborted();
      // The clock of the first page: what appears while the others are read is younger.
      until ??= date ?? ctx.now;
      seen += objects.length;
      if (seen > MOST_OBJECTS) throw tooMany(config);
      for (const object of objects) {
        const isYoung = since !== undefined && Date.parse(object.lastModified) > since;
        if ((isYoung || takesAll) && isMeant(object, config)) fresh.push(object);
      }
    }
    const events = fresh
      .toSorted((a, b) => (a.lastModified < b.lastModified ? -1 : 1))
      .map((object) => eventOf(config, object));
    return { events, cursor: { until: (until ?? ctx.now).toISOString() } };
  },
});

/** Consoles make a folder by an empty object whose key ends with a slash. */
function isMeant({ key }: S3Object, { suffix }: S3Trigger): boolean {
  return key.endsWith(suffix) && !key.endsWith("/");
}

function eventOf({ s3, endpoint }: S3Trigger, object: S3Object): IncomingEvent {
  const { key, bytes, etag, lastModified } = object;
  return {
    source: `s3:${endpoint === undefined ? "aws" : new URL(endpoint).host}/${s3}`,
    id: `${key}@${etag}`,
    type: "s3.object",
    subject: key,
    occurredAt: new Date(lastModified),
    data: { bucket: s3, key, bytes, etag, lastModified },
  };
}

function tooMany({ s3, prefix }: S3Trigger): ActionFailure {
  return new ActionFailure(`There are more than ${MOST_OBJECTS} objects below ${s3}/${prefix}. Give a longer prefix.`, {
    class: "config",
    code: "S3_TOO_MANY_OBJECTS",
  });
}
