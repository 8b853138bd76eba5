import {
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
import type { ConsumerMessages, JetStreamManager, JsMsg } from "@nats-io/jetstream";
import { z } from "zod";
import { readBrokerUrl, type BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailure, brokerFailureOf } from "../mq/broker-failure.ts";
import { closeSoon } from "../mq/close-soon.ts";
import { brokerConnection } from "../mq/connection-field.ts";
import { connectNats, natsFault } from "./connect-nats.ts";
import { natsMessage } from "./nats-message.ts";

const Name = z.string().regex(/^[^\s.*>/\\]{1,100}$/, "A name in NATS has no spaces, dots, slashes, * or >.");

const NatsTrigger = z.strictObject({
  nats: z
    .string()
    .regex(/^[^\s]{1,255}$/, "A subject has no spaces.")
    .describe("The subject; `*` stands for one part, `>` for the rest: `orders.*.paid`, `orders.>`."),
  connection: brokerConnection("nats"),
  stream: Name.optional().describe("The JetStream stream that keeps the subject. Left out: the one that does."),
  durable: Name.optional().describe(
    "The name of the consumer under which the server remembers what was acknowledged. Left out: one of this rule's own.",
  ),
  from: z
    .enum(["new", "beginning"])
    .default("new")
    .describe(
      "Where a consumer begins that is made for the first time: with what comes from now on, or with all the stream holds.",
    ),
  prefetch: z
    .int()
    .min(1)
    .max(1_000)
    .default(50)
    .describe("How many messages may be under way: brought and not yet acknowledged."),
  ackWait: Duration.default("30s")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .refine((ms) => ms >= 1_000, "Wait a second at least, or every message comes twice.")
    .describe(
      "How long the server waits for an acknowledgement before it brings a message again. It is prolonged while Belfry is at work.",
    ),
  ...messageFields,
  eventId: EventId,
});
type NatsTrigger = z.output<typeof NatsTrigger>;

/** Fires for the messages of a JetStream stream. */
export const natsTrigger = defineTrigger({
  kind: "subscribe",
  id: "nats",
  displayName: { zh: "NATS 主题", en: "NATS subject" },
  description: {
    zh: "NATS JetStream 流中的主题收到消息时触发；消息在提交之后才确认",
    en: "Fires for the messages of a subject that a NATS JetStream stream keeps, which are acknowledged once what they start is stored",
  },
  config: NatsTrigger,
  describe: ({ nats }) => ({
    zh: `NATS 主题 ${nats} 收到消息时`,
    en: `When a message comes in on the NATS subject ${nats}`,
  }),
  read: (config, raw) => readAgain(raw, config, { type: "nats", source: sourceOf(config.stream ?? config.nats) }),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: NatsTrigger): Promise<AsyncDisposable> {
  const address = readBrokerUrl(await ctx.secret(config.connection), "nats");
  const connection = await connectNats(ctx, address);
  const underWay = new UnderWay();
  let messages: ConsumerMessages | undefined;
  let isEnding = false;
  const lost = (error: unknown): void => {
    if (!isEnding) ctx.lost(brokerFailureOf(error, address, natsFault));
  };
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await closeSoon(async () => messages?.close());
    await underWay.settle();
    await closeSoon(() => connection.close());
  };
  try {
    const { jetstream, jetstreamManager } = await import("@nats-io/jetstream");
    const manager = await jetstreamManager(connection);
    const stream = config.stream ?? (await streamOf(manager, config.nats, address));
    const { created } = await manager.streams.info(stream);
    const durable = config.durable ?? rememberedAs(ctx.feedId);
    await prepareConsumer(manager, stream, { ...config, durable });
    const consumer = await jetstream(connection).consumers.get(stream, durable);
    messages = await consumer.consume({ max_messages: config.prefetch, abort_on_missing_resource: true });
    const take = (message: JsMsg) =>
      takeMessage(ctx, config, { message, stream, created }).catch((error: unknown) => {
        // Sooner than after the wait; when the connection is gone, that is how long it takes.
        if (!connection.isClosed()) message.nak();
        throw error;
      });
    void listenTo(messages, (message) => underWay.add(take(message), lost)).then(
      () => lost(new Error("The consumer or the stream was deleted.")),
      lost,
    );
  } catch (error) {
    await end();
    throw brokerFailureOf(error, address, natsFault);
  }
  void connection.closed().then((error) => lost(error ?? new Error("The connection was closed.")));
  return { [Symbol.asyncDispose]: end };
}

async function listenTo(messages: ConsumerMessages, take: (message: JsMsg) => void): Promise<void> {
  for await (const message of messages) take(message);
}

interface Taken {
  readonly message: JsMsg;
  readonly stream: string;
  readonly created: string;
}

async function takeMessage(
  ctx: TriggerContext,
  config: NatsTrigger,
  { message, stream, created }: Taken,
): Promise<void> {
  const working = setInterval(() => message.working(), config.ackWait / 3);
  try {
    const defaults = { type: "nats", source: sourceOf(stream) };
    await handOver(ctx, [natsMessage(message, created)], config, defaults);
    message.ack();
  } finally {
    clearInterval(working);
  }
}

/** @throws ActionFailure when no stream keeps the subject: then nothing could be acknowledged */
async function streamOf(manager: JetStreamManager, subject: string, address: BrokerAddress): Promise<string> {
  try {
    return await manager.streams.find(subject);
  } catch (error) {
    if (!(error instanceof Error) || !/no stream matches/i.test(error.message)) throw error;
    throw brokerFailure(
      "missing",
      address,
      `No stream keeps the subject ${subject}, so a message that comes while nobody listens would be lost. Make one: nats stream add ORDERS --subjects "${subject}".`,
      error,
    );
  }
}

/** Makes the consumer, or fits the one that is there to the rule as it is now. */
async function prepareConsumer(
  manager: JetStreamManager,
  stream: string,
  { durable, nats: subject, from, prefetch, ackWait }: NatsTrigger & { readonly durable: string },
): Promise<void> {
  const { AckPolicy, DeliverPolicy } = await import("@nats-io/jetstream");
  const own = { filter_subject: subject, max_ack_pending: prefetch, ack_wait: ackWait * 1_000_000 };
  const isThere = await manager.consumers.info(stream, durable).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === "ConsumerNotFoundError") return false;
      throw error;
    },
  );
  if (isThere) {
    await manager.consumers.update(stream, durable, own);
    return;
  }
  await manager.consumers.add(stream, {
    ...own,
    durable_name: durable,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: from === "new" ? DeliverPolicy.New : DeliverPolicy.All,
  });
}

function sourceOf(stream: string): string {
  return `nats:/${encodeURIComponent(stream)}`;
}
