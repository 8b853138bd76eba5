import {
  defineTrigger,
  eventIdOrElse,
  handOver,
  messageFields,
  readAgain,
  type TriggerContext,
  UnderWay,
} from "@belfry/plugin-kit";
import type { Channel, ConsumeMessage } from "amqplib";
import { z } from "zod";
import { readBrokerUrl } from "../mq/broker-address.ts";
import { brokerFailureOf } from "../mq/broker-failure.ts";
import { closeSoon } from "../mq/close-soon.ts";
import { brokerConnection } from "../mq/connection-field.ts";
import { connectRabbitmq, rabbitmqFault } from "./connect-rabbitmq.ts";
import { rabbitmqMessage } from "./rabbitmq-message.ts";

const Name = z.string().min(1).max(255);

const RabbitmqTrigger = z.strictObject({
  rabbitmq: Name.describe("The queue."),
  connection: brokerConnection("rabbitmq"),
  prefetch: z
    .int()
    .min(1)
    .max(1_000)
    .default(50)
    .describe("How many messages may be under way: brought and not yet acknowledged."),
  declare: z
    .strictObject({
      queueType: z.enum(["classic", "quorum"]).default("classic").describe("The kind of the queue."),
      exchange: Name.optional().describe("The exchange that the queue is bound to; none when left out."),
      exchangeType: z
        .enum(["direct", "topic", "fanout", "headers"])
        .optional()
        .describe("Makes the exchange too, durable. Left out: it has to be there."),
      routingKeys: z.array(z.string().max(255)).min(1).max(50).default(["#"]).describe("What the queue is bound by."),
    })
    .optional()
    .describe("Makes the queue when it is missing, durable, and binds it. Left out: the queue has to be there."),
  ...messageFields,
  eventId: eventIdOrElse("content", "the property `message-id`"),
});
type RabbitmqTrigger = z.output<typeof RabbitmqTrigger>;

/** Fires for the messages of a RabbitMQ queue. */
export const rabbitmqTrigger = defineTrigger({
  kind: "subscribe",
  id: "rabbitmq",
  displayName: { zh: "RabbitMQ 队列", en: "RabbitMQ queue" },
  description: {
    zh: "RabbitMQ 队列收到消息时触发；消息在提交之后才确认",
    en: "Fires for the messages of a RabbitMQ queue, which are acknowledged once what they start is stored",
  },
  config: RabbitmqTrigger,
  describe: ({ rabbitmq }) => ({
    zh: `RabbitMQ 队列 ${rabbitmq} 收到消息时`,
    en: `When a message comes into the RabbitMQ queue ${rabbitmq}`,
  }),
  read: (config, raw) => readAgain(raw, config, defaultsOf(config)),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: RabbitmqTrigger): Promise<AsyncDisposable> {
  const address = readBrokerUrl(await ctx.secret(config.connection), "rabbitmq");
  let isEnding = false;
  const lost = (error: Error): void => {
    if (!isEnding) ctx.lost(brokerFailureOf(error, address, rabbitmqFault));
  };
  const connection = await connectRabbitmq(ctx, address, lost);
  const underWay = new UnderWay();
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await underWay.settle();
    await closeSoon(() => connection.close());
  };
  try {
    const channel = await connection.createChannel();
    channel.on("error", lost);
    channel.on("close", () => lost(new Error("The channel was closed.")));
    await channel.prefetch(config.prefetch);
    await prepareQueue(channel, config);
    const take = (message: ConsumeMessage | null): void => {
      if (message === null) return lost(new Error(`The queue ${config.rabbitmq} was deleted.`));
      underWay.add(takeMessage(ctx, channel, config, message), (error) => {
        if (!isEnding) ctx.lost(error);
      });
    };
    await channel.consume(config.rabbitmq, take);
  } catch (error) {
    await end();
    throw brokerFailureOf(error, address, rabbitmqFault);
  }
  return { [Symbol.asyncDispose]: end };
}

/** What fails here is not acknowledged; it comes again when the channel is closed, which the caller sees to. */
async function takeMessage(
  ctx: TriggerContext,
  channel: Channel,
  config: RabbitmqTrigger,
  message: ConsumeMessage,
): Promise<void> {
  await handOver(ctx, [rabbitmqMessage(message, config.eventId.else)], config, defaultsOf(config));
  channel.ack(message);
}

async function prepareQueue(channel: Channel, { rabbitmq: queue, declare }: RabbitmqTrigger): Promise<void> {
  if (declare === undefined) {
    await channel.checkQueue(queue);
    return;
  }
  const { queueType, exchange, exchangeType, routingKeys } = declare;
  await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": queueType } });
  if (exchange === undefined) return;
  if (exchangeType !== undefined) await channel.assertExchange(exchange, exchangeType, { durable: true });
  for (const key of routingKeys) await channel.bindQueue(queue, exchange, key);
}

function defaultsOf({ rabbitmq }: RabbitmqTrigger): { type: string; source: string } {
  return { type: "rabbitmq", source: `rabbitmq:/${encodeURIComponent(rabbitmq)}` };
}
