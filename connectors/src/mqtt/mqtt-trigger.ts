import {
  defineTrigger,
  Duration,
  eventIdOrElse,
  handOver,
  messageFields,
  parseDuration,
  readAgain,
  rememberedAs,
  type TriggerContext,
  UnderWay,
} from "@belfry/plugin-kit";
import type { IClientOptions, IPublishPacket, MqttClient } from "mqtt";
import { z } from "zod";
import { readBrokerUrl, type BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailure, brokerFailureOf } from "../mq/broker-failure.ts";
import { brokerConnection } from "../mq/connection-field.ts";
import { closeMqtt, connectMqtt, mqttFault } from "./connect-mqtt.ts";
import { mqttMessage } from "./mqtt-message.ts";
import { filtersOverlap, fitsTopicFilter, isTopicFilter } from "./topic-filter.ts";

const TopicFilter = z
  .string()
  .max(1_000)
  .refine(isTopicFilter, "A filter has + alone between slashes, and # alone at its end: plant/+/temperature, plant/#.");

const MqttTrigger = z
  .strictObject({
    mqtt: z
      .union([TopicFilter, z.array(TopicFilter).min(1).max(50)])
      .describe("The topics; `+` stands for one part, `#` for the rest: `plant/+/temperature`. One, or a list."),
    connection: brokerConnection("mqtt"),
    version: z.enum(["5", "3.1.1"]).default("5").describe("The version of MQTT that the broker speaks."),
    qos: z
      .union([z.literal(1), z.literal(2)])
      .default(1)
      .describe(
        "The most that is asked of the broker for each message. What was sent with 0 still comes once at most.",
      ),
    clientId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, "A client is named with letters, digits, _ and -.")
      .optional()
      .describe(
        "The name under which the broker keeps the session. Left out: one of this rule's own and of its topics.",
      ),
    sessionExpiry: Duration.default("7d")
      .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
      .describe("Of version 5: how long the broker keeps messages while nobody listens."),
    prefetch: z.int().min(1).max(1_000).default(50).describe("Of version 5: how many messages may be under way."),
    retained: z
      .boolean()
      .default(false)
      .describe("Whether what the broker had kept of a topic before anybody listened is an event too."),
    ...messageFields,
    eventId: eventIdOrElse("delivery", "the user property `message-id`"),
  })
  .refine(
    ({ mqtt }) => {
      const filters = [mqtt].flat();
      return !filters.some((one, place) => filters.slice(place + 1).some((other) => filtersOverlap(one, other)));
    },
    { path: ["mqtt"], message: "Two of the filters mean the same topics, whose messages would come twice." },
  )
  .refine(({ version, qos }) => version === "5" || qos === 1, {
    path: ["qos"],
    message: "With MQTT 3.1.1 a message of QoS 2 is acknowledged before it is stored. Use 1.",
  });
type MqttTrigger = z.output<typeof MqttTrigger>;

/** Fires for messages of an MQTT broker. */
export const mqttTrigger = defineTrigger({
  kind: "subscribe",
  id: "mqtt",
  displayName: { zh: "MQTT 主题", en: "MQTT topic" },
  description: {
    zh: "MQTT 主题收到消息时触发；消息在提交之后才确认，离线期间的消息由服务器保留",
    en: "Fires for the messages of MQTT topics, which are acknowledged once what they start is stored; the broker keeps what comes meanwhile",
  },
  config: MqttTrigger,
  describe({ mqtt }) {
    const topics = [mqtt].flat();
    return { zh: `MQTT 主题 ${topics.join("、")} 收到消息时`, en: `When a message comes in on ${topics.join(", ")}` };
  },
  read: (config, raw) => readAgain(raw, config, defaultsOf(config)),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: MqttTrigger): Promise<AsyncDisposable> {
  const address = readBrokerUrl(await ctx.secret(config.connection), "mqtt");
  // Nobody can be asked which topics a session has. One with a topic that the rule names no more would bring twice what
  // two of them mean.
  const clientId = config.clientId ?? rememberedAs(JSON.stringify([ctx.feedId, [config.mqtt].flat().toSorted()]));
  const underWay = new UnderWay();
  let isEnding = false;
  const lost = (error: unknown): void => {
    if (!isEnding) ctx.lost(brokerFailureOf(error, address, mqttFault));
  };
  const take = (packet: IPublishPacket, done: (error?: Error) => void): void => {
    const work = async (): Promise<void> => {
      await takeMessage(ctx, config, { packet, clientId });
      done();
    };
    // Without a word the message stays unacknowledged; the subscription ends, and the next one gets it again.
    underWay.add(work(), (error) => {
      lost(error);
      done(error instanceof Error ? error : new Error(String(error)));
    });
  };
  const client = await connectMqtt(ctx, address, sessionOf(config, clientId, take), {
    prepare: (fresh) => takeByHandler(fresh, config, take),
    onLost: lost,
  });
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await underWay.settle();
    await closeMqtt(client);
  };
  try {
    await subscribeTo(client, config, address);
  } catch (error) {
    await end();
    throw brokerFailureOf(error, address, mqttFault);
  }
  return { [Symbol.asyncDispose]: end };
}

type Take = (packet: IPublishPacket, done: (error?: Error) => void) => void;

/** A session that outlives its connections, so that the broker keeps what comes while nobody listens. */
function sessionOf(config: MqttTrigger, clientId: string, take: Take): IClientOptions {
  const shared = { clientId, clean: false };
  if (config.version === "3.1.1") return { ...shared, protocolVersion: 4 };
  return {
    ...shared,
    protocolVersion: 5,
    properties: {
      sessionExpiryInterval: Math.round(config.sessionExpiry / 1_000),
      receiveMaximum: config.prefetch,
    },
    // Asked before a message of QoS 1 or 2 is acknowledged; 0 is success.
    customHandleAcks: (_topic, _payload, packet: IPublishPacket, done) =>
      take(packet, (error) => (error === undefined ? done(0) : done(error))),
  };
}

/** What has no acknowledgement that could wait, and MQTT 3.1.1, where the library asks only here. */
function takeByHandler(client: MqttClient, { version }: MqttTrigger, take: Take): void {
  client.handleMessage = (packet, done) => {
    if (packet.qos === 0 || version === "3.1.1") take(packet, done);
    else done();
  };
}

async function takeMessage(
  ctx: TriggerContext,
  config: MqttTrigger,
  { packet, clientId }: { readonly packet: IPublishPacket; readonly clientId: string },
): Promise<void> {
  const { topic } = packet;
  // A session under a name of its own remembers topics that the rule named before it was edited.
  const isMeant = [config.mqtt].flat().some((filter) => fitsTopicFilter(filter, topic));
  if (!isMeant || (packet.retain && !config.retained)) return;
  const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
  const message = mqttMessage({ topic, payload, packet, clientId, now: ctx.now }, config.eventId.else);
  await handOver(ctx, [message], config, defaultsOf(config));
}

async function subscribeTo(client: MqttClient, config: MqttTrigger, address: BrokerAddress): Promise<void> {
  const filters = [config.mqtt].flat();
  // What is kept of a topic is sent once for each new subscription, and not again with each connection.
  const options = { qos: config.qos, ...(config.version === "5" && { rh: 1 }) };
  const granted = await client.subscribeAsync(filters, options);
  const refused = granted.find(({ qos }) => qos >= 128);
  if (refused !== undefined) throw brokerFailure("denied", address, `It refuses the topic ${refused.topic}.`);
}

function defaultsOf({ mqtt }: MqttTrigger): { type: string; source: string } {
  const [first = ""] = [mqtt].flat();
  return { type: "mqtt", source: `mqtt:/${encodeURI(first)}` };
}
