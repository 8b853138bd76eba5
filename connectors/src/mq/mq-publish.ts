import { ActionFailure, defineAction, type ActionContext, type TryOutContext } from "@belfry/plugin-kit";
import { publishMqtt } from "../mqtt/publish-mqtt.ts";
import { mqttFault } from "../mqtt/connect-mqtt.ts";
import { natsFault } from "../nats/connect-nats.ts";
import { publishNats } from "../nats/publish-nats.ts";
import { rabbitmqFault } from "../rabbitmq/connect-rabbitmq.ts";
import { publishRabbitmq } from "../rabbitmq/publish-rabbitmq.ts";
import { redisFault } from "../redis/connect-redis.ts";
import { publishRedis } from "../redis/publish-redis.ts";
import { readBrokerUrl, type BrokerAddress, type BrokerKind } from "./broker-address.ts";
import { brokerFailure, brokerFailureOf, type BrokerFault } from "./broker-failure.ts";
import { MqPublishInput, ownFields } from "./mq-publish-input.ts";
import { outgoingMessage, type OutgoingMessage, type Published } from "./outgoing-message.ts";

/** Sends one message and resolves when the broker has it. The signal ends every wait. */
type Publish = (
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  message: OutgoingMessage,
  options: MqPublishInput & { readonly signal: AbortSignal },
) => Promise<Published>;

const brokers: Readonly<
  Record<BrokerKind, { readonly publish: Publish; readonly fault: (error: Error) => BrokerFault | undefined }>
> = {
  rabbitmq: { publish: publishRabbitmq, fault: rabbitmqFault },
  nats: { publish: publishNats, fault: natsFault },
  mqtt: { publish: publishMqtt, fault: mqttFault },
  redis: { publish: publishRedis, fault: redisFault },
};

/** Sends a message to the broker that the scheme of the connection names. */
export const mqPublish = defineAction({
  id: "mq.publish",
  displayName: { zh: "发送消息到消息队列", en: "Send to a message broker" },
  description: {
    zh: "把一条消息发送到 RabbitMQ、NATS JetStream、MQTT 或 Redis 流，服务器确认收到后才算完成",
    en: "Sends one message to RabbitMQ, NATS JetStream, MQTT or a Redis stream, and is done once the broker has confirmed it",
  },
  input: MqPublishInput,
  idempotent: false,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors:
    "MQ_UNREACHABLE (no connection, or it broke), MQ_REFUSED (the broker is full or busy) and MQ_TIMEOUT, each with the same name of the message; a wrong login, place or right is not tried again.",
  timeoutMs: 300_000,

  async run(ctx, input) {
    const address = readBrokerUrl(await ctx.secret(input.connection));
    const { publish, fault } = brokers[address.kind];
    demandFields(address.kind, input);
    const message = outgoingMessage(ctx, input);
    const limit = AbortSignal.timeout(input.timeout);
    const signal = AbortSignal.any([ctx.signal, limit]);
    try {
      const published = await publish(ctx, address, message, { ...input, signal });
      return { broker: address.kind, messageId: message.messageId, ...published };
    } catch (error) {
      ctx.signal.throwIfAborted();
      if (limit.aborted) throw brokerFailure("timeout", address, `It was given ${input.timeout} ms.`);
      throw brokerFailureOf(error, address, fault);
    }
  },
  tryOut: tryPublish,
});

/** Where it would go, and what it would say. */
async function tryPublish(ctx: TryOutContext, input: MqPublishInput) {
  const address = readBrokerUrl(await ctx.secret(input.connection));
  demandFields(address.kind, input);
  const { to, contentType, headers, body, messageId } = outgoingMessage(ctx, input);
  const place = input.exchange === undefined ? to : `${input.exchange} → ${to}`;
  ctx.show({
    kind: "publication",
    broker: address.shown,
    to: place,
    contentType,
    headers,
    body: body.toString("utf8"),
  });
  return { broker: address.kind, messageId, position: null, duplicate: false };
}

/** A field that this broker does not know would be ignored in silence. */
function demandFields(kind: BrokerKind, input: MqPublishInput): void {
  const known = ownFields[kind];
  const foreign = Object.values(ownFields)
    .flat()
    .find((field) => input[field] !== undefined && !known.includes(field));
  const wrong =
    foreign !== undefined
      ? `The field ${foreign} means nothing to ${kind}. Leave it out.`
      : input.to === "" && input.exchange === undefined
        ? "The field to is empty. Name the queue, the subject, the topic or the stream."
        : undefined;
  if (wrong !== undefined) throw new ActionFailure(wrong, { class: "config", code: "MQ_MESSAGE_INVALID" });
}
