import {
  defineTrigger,
  EventId,
  handOver,
  messageFields,
  readAgain,
  rememberedAs,
  UnderWay,
  type TriggerContext,
} from "@belfry/plugin-kit";
import type { Consumer, Message, MessagesStream } from "@platformatic/kafka";
import { z } from "zod";
import { createBrokerGuard } from "./guarded-brokers.ts";
import { clientOptions, clusterFields, shownCluster } from "./kafka-cluster.ts";
import { kafkaFailure } from "./kafka-failure.ts";
import { kafkaMessage, offsetsBehind } from "./kafka-message.ts";
import { messageBatches } from "./message-batches.ts";

const KafkaTrigger = z.strictObject({
  kafka: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,249}$/, "A topic has letters, digits, dots, _ and -.")
    .describe("The topic."),
  ...clusterFields,
  group: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("The consumer group. Left out: one of this rule's own, which gets every message."),
  from: z
    .enum(["new", "beginning"])
    .default("new")
    .describe(
      "Where a group begins that has acknowledged nothing yet: with what comes from now on, or with all there is.",
    ),
  prefetch: z.int().min(1).max(1_000).default(100).describe("How many messages may be under way."),
  ...messageFields,
  eventId: EventId,
});
type KafkaTrigger = z.output<typeof KafkaTrigger>;

/** Fires for the messages of a Kafka topic. */
export const kafkaTrigger = defineTrigger({
  kind: "subscribe",
  id: "kafka",
  displayName: { zh: "Kafka 主题", en: "Kafka topic" },
  description: {
    zh: "Kafka 主题收到消息时触发；位移在提交之后才提交。尚未在真实的 Kafka 上试过",
    en: "Fires for the messages of a Kafka topic, whose offsets are committed once what they start is stored. Tried against no real broker yet",
  },
  config: KafkaTrigger,
  describe: ({ kafka }) => ({
    zh: `Kafka 主题 ${kafka} 收到消息时`,
    en: `When a message comes into the Kafka topic ${kafka}`,
  }),
  read: (config, raw) => readAgain(raw, config, defaultsOf(config)),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: KafkaTrigger): Promise<AsyncDisposable> {
  const { Consumer: Client } = await import("@platformatic/kafka");
  const guard = createBrokerGuard(ctx.addressOf, config);
  const shared = await clientOptions(ctx, config, guard);
  const consumer = new Client({ ...shared, groupId: config.group ?? rememberedAs(ctx.feedId), autocommit: false });
  const underWay = new UnderWay();
  let isEnding = false;
  const lost = (error: unknown): void => {
    if (!isEnding) ctx.lost(kafkaFailure(error, shownCluster(config)));
  };
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await underWay.settle();
    // Leaving the group may take as long as the cluster likes, and what was not committed comes again either way.
    void consumer.close(true).catch(() => undefined);
  };
  guard.watch(consumer.connections);
  consumer.on("consumer:heartbeat:error", ({ error }) => lost(error));
  try {
    const stream = await consumer.consume({
      topics: [config.kafka],
      mode: "committed",
      fallbackMode: config.from === "new" ? "latest" : "earliest",
      autocommit: false,
      highWaterMark: config.prefetch,
    });
    guard.watch(stream.connections);
    underWay.add(listenTo(ctx, config, { consumer, stream }), lost);
  } catch (error) {
    await end();
    throw kafkaFailure(error, shownCluster(config));
  }
  return { [Symbol.asyncDispose]: end };
}

interface Listening {
  readonly consumer: Consumer;
  readonly stream: MessagesStream<Buffer, Buffer, Buffer, Buffer>;
}

/** An offset says that everything before it was accepted, so one batch is accepted before the next is begun. */
async function listenTo(ctx: TriggerContext, config: KafkaTrigger, { consumer, stream }: Listening): Promise<void> {
  for await (const batch of messageBatches<Message>(stream, config.prefetch)) {
    await handOver(ctx, batch.map(kafkaMessage), config, defaultsOf(config));
    await consumer.commit({ offsets: offsetsBehind(batch) });
  }
  throw new Error("The cluster ended the subscription.");
}

function defaultsOf({ kafka }: KafkaTrigger): { type: string; source: string } {
  return { type: "kafka", source: `kafka:/${kafka}` };
}
