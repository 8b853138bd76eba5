import {
  type BrokerMessage,
  defineTrigger,
  Duration,
  EventId,
  handOver,
  messageFields,
  parseDuration,
  readAgain,
  rememberedAs,
  type TriggerContext,
  UnderWay,
} from "@belfry/plugin-kit";
import type { Redis } from "ioredis";
import { z } from "zod";
import { readBrokerUrl } from "../mq/broker-address.ts";
import { brokerFailureOf } from "../mq/broker-failure.ts";
import { brokerConnection } from "../mq/connection-field.ts";
import { connectRedis, redisFault } from "./connect-redis.ts";
import { acknowledge, claimLeftBehind, makeGroup, readNew, readPending, type GroupPlace } from "./consumer-group.ts";
import { redisMessage, type StreamEntry } from "./redis-message.ts";

/** How long the server lets us wait for an entry. Between two waits other consumers are looked after. */
const BLOCK_MS = 5_000;
/** Twice and more what it takes to answer that there is nothing. */
const SILENT_MS = 15_000;

const RedisTrigger = z
  .strictObject({
    redis: z.string().min(1).max(500).describe("The key of the stream."),
    connection: brokerConnection("redis"),
    field: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("The field that holds the body. Left out: the data of the event are all fields, as texts."),
    group: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("The consumer group. Left out: one of this rule's own, which gets every entry."),
    from: z
      .enum(["new", "beginning"])
      .default("new")
      .describe(
        "Where a group begins that is made for the first time: with what comes from now on, or with all the stream holds.",
      ),
    prefetch: z.int().min(1).max(1_000).default(100).describe("How many entries are asked for at once."),
    claimAfter: Duration.default("5m")
      .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
      .describe("When an entry is taken over that another consumer of the group got and has not acknowledged."),
    ...messageFields,
    eventId: EventId,
  })
  .refine(({ format, field }) => format === "json" || field !== undefined, {
    path: ["field"],
    message: "Name the field that holds the text or the CloudEvent.",
  });
type RedisTrigger = z.output<typeof RedisTrigger>;

/** Fires for the entries of a Redis stream. */
export const redisTrigger = defineTrigger({
  kind: "subscribe",
  id: "redis",
  displayName: { zh: "Redis 流", en: "Redis stream" },
  description: {
    zh: "Redis 流有新条目时触发；条目在提交之后才确认",
    en: "Fires for the entries of a Redis stream, which are acknowledged once what they start is stored",
  },
  config: RedisTrigger,
  describe: ({ redis }) => ({
    zh: `Redis 流 ${redis} 有新条目时`,
    en: `When an entry comes into the Redis stream ${redis}`,
  }),
  read: (config, raw) => readAgain(raw, config, defaultsOf(config)),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: RedisTrigger): Promise<AsyncDisposable> {
  const address = readBrokerUrl(await ctx.secret(config.connection), "redis");
  const consumer = rememberedAs(ctx.feedId);
  const place = { stream: config.redis, group: config.group ?? consumer, consumer, count: config.prefetch };
  const underWay = new UnderWay();
  const ending = new AbortController();
  const lost = (error: unknown): void => {
    if (!ending.signal.aborted) ctx.lost(brokerFailureOf(error, address, redisFault));
  };
  const reader = await connectRedis(ctx, address, { silentMs: SILENT_MS, onLost: lost });
  // What waits for entries cannot acknowledge any.
  const writer = await connectRedis(ctx, address, { onLost: lost }).catch((error: unknown) => {
    ending.abort();
    reader.disconnect();
    throw error;
  });
  const end = async (): Promise<void> => {
    if (ending.signal.aborted) return;
    ending.abort();
    reader.disconnect();
    await underWay.settle();
    writer.disconnect();
  };
  try {
    await makeGroup(writer, place, config.from);
  } catch (error) {
    await end();
    throw brokerFailureOf(error, address, redisFault);
  }
  underWay.add(listenTo(ctx, config, { reader, writer, place, signal: ending.signal }), lost);
  return { [Symbol.asyncDispose]: end };
}

interface Listening {
  readonly reader: Redis;
  readonly writer: Redis;
  readonly place: GroupPlace;
  readonly signal: AbortSignal;
}

/** First what was left open the last time, then what comes, and in between what others left behind. */
async function listenTo(ctx: TriggerContext, config: RedisTrigger, listening: Listening): Promise<void> {
  const { reader, writer, place, signal } = listening;
  const take = (entries: readonly StreamEntry[]) => takeEntries(ctx, config, { entries, writer, place });
  while (!signal.aborted && (await take(await readPending(writer, place))) > 0);
  while (!signal.aborted) {
    while (!signal.aborted && (await take(await claimLeftBehind(writer, place, config.claimAfter))) > 0);
    await take(await readNew(reader, place, BLOCK_MS));
  }
}

/** @returns how many there were */
async function takeEntries(
  ctx: TriggerContext,
  config: RedisTrigger,
  { entries, writer, place }: Pick<Listening, "writer" | "place"> & { readonly entries: readonly StreamEntry[] },
): Promise<number> {
  // An entry that was deleted before it was acknowledged comes without fields.
  const read = entries.flatMap((entry) => (entry[1] === null ? [] : [redisMessage(entry, config.field)]));
  const messages = read.filter((one): one is BrokerMessage => "body" in one);
  const bodiless = read.flatMap((one) => ("body" in one ? [] : [one.fields]));
  const problem = {
    path: config.field ?? "",
    message: `The entry has no field ${config.field}.`,
    remedy: "Let its sender write it, or name another field in the trigger.",
  };
  await Promise.all([
    ...(messages.length > 0 ? [handOver(ctx, messages, config, defaultsOf(config))] : []),
    ...bodiless.map((fields) => ctx.unreadable(fields, [problem])),
  ]);
  await acknowledge(
    writer,
    place,
    entries.map(([id]) => id),
  );
  return entries.length;
}

function defaultsOf({ redis }: RedisTrigger): { type: string; source: string } {
  return { type: "redis", source: `redis:/${encodeURIComponent(redis)}` };
}
