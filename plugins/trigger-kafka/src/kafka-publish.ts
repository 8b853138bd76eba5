import { defineAction, Duration, parseDuration, text, type ActionContext } from "@belfry/plugin-kit";
import { z } from "zod";
import { createBrokerGuard } from "./guarded-brokers.ts";
import { clientOptions, clusterFields, shownCluster } from "./kafka-cluster.ts";
import { kafkaFailure } from "./kafka-failure.ts";

const KafkaPublishInput = z.strictObject({
  ...clusterFields,
  topic: text().describe("The topic."),
  key: text().optional().describe("Messages with the same key keep their order."),
  data: z.union([text(), z.json()]).describe("What is sent. A text goes out as it is, everything else as JSON."),
  headers: z.record(z.string().min(1).max(200), text()).default({}).describe("Headers of the message."),
  messageId: text()
    .optional()
    .describe(
      "The header `message-id`. Left out: a key that is the same on every try, so that receivers drop doubles.",
    ),
  timeout: Duration.default("30s")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .describe("How long the cluster may take to say that it has the message."),
});
type KafkaPublishInput = z.output<typeof KafkaPublishInput>;

/** Sends one message to a Kafka topic. */
export const kafkaPublish = defineAction({
  id: "kafka.publish",
  displayName: { zh: "发送消息到 Kafka", en: "Send to Kafka" },
  description: {
    zh: "把一条消息发送到 Kafka 主题，所有同步副本确认后才算完成。尚未在真实的 Kafka 上试过",
    en: "Sends one message to a Kafka topic, and is done once all replicas in sync have it. Tried against no real broker yet",
  },
  input: KafkaPublishInput,
  idempotent: false,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "KAFKA_UNREACHABLE and KAFKA_TIMEOUT, with the same name of the message.",

  async run(ctx, input) {
    const limit = AbortSignal.timeout(input.timeout);
    const ended = Promise.withResolvers<never>();
    const signal = AbortSignal.any([ctx.signal, limit]);
    signal.addEventListener("abort", () => ended.reject(signal.reason), { once: true });
    ctx.signal.throwIfAborted();
    try {
      return await Promise.race([send(ctx, input), ended.promise]);
    } catch (error) {
      ctx.signal.throwIfAborted();
      const shown = limit.aborted
        ? Object.assign(new Error(`It was given ${input.timeout} ms.`), { code: "ETIMEDOUT" })
        : error;
      throw kafkaFailure(shown, shownCluster(input));
    }
  },
  async tryOut(ctx, input) {
    // A password that is missing would be found out now, too.
    if (input.login !== undefined) await ctx.secret(input.login.password);
    const { topic, key, data, messageId = ctx.idempotencyKey } = input;
    ctx.show({
      kind: "publication",
      broker: shownCluster(input),
      to: key === undefined ? topic : `${topic} (${key})`,
      contentType: typeof data === "string" ? "text/plain; charset=utf-8" : "application/json",
      headers: { ...input.headers, "message-id": messageId },
      body: typeof data === "string" ? data : JSON.stringify(data),
    });
    return { messageId, position: null };
  },
});

async function send(
  ctx: ActionContext,
  input: KafkaPublishInput,
): Promise<{ messageId: string; position: string | null }> {
  const { Producer } = await import("@platformatic/kafka");
  const guard = createBrokerGuard(ctx.addressOf, input);
  const producer = new Producer(await clientOptions(ctx, input, guard));
  guard.watch(producer.connections);
  const { topic, key, data, messageId = ctx.idempotencyKey } = input;
  const headers = Object.entries({ ...input.headers, "message-id": messageId });
  try {
    const { offsets } = await producer.send({
      messages: [
        {
          topic,
          ...(key !== undefined && { key: Buffer.from(key) }),
          value: Buffer.from(typeof data === "string" ? data : JSON.stringify(data)),
          headers: new Map(headers.map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
        },
      ],
      // Of all replicas in sync: one alone may be lost with the message.
      acks: -1,
    });
    const first = offsets?.[0];
    return { messageId, position: first === undefined ? null : `${first.partition}/${first.offset}` };
  } finally {
    // What was sent is confirmed by now, or has failed with its own error.
    void producer.close().catch(() => undefined);
  }
}
