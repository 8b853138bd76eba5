import { Duration, parseDuration, text } from "@belfry/plugin-kit";
import { z } from "zod";
import type { BrokerKind } from "./broker-address.ts";
import { brokerConnection } from "./connection-field.ts";

/** JSON in which every string is a template. */
const JsonText: z.ZodType = z.lazy(() =>
  z.union([text(), z.number(), z.boolean(), z.null(), z.array(JsonText), z.record(z.string(), JsonText)]),
);

export const MqPublishInput = z.strictObject({
  connection: brokerConnection(),
  to: text().describe(
    "Where it goes. RabbitMQ: the queue, or with `exchange` the routing key. NATS: the subject. MQTT: the topic. Redis: the key of the stream.",
  ),
  data: JsonText.describe("What is sent. A text goes out as it is, everything else as JSON."),
  event: z
    .strictObject({
      type: text().describe("What happened: order.shipped."),
      source: text().optional().describe("Who says so. Left out: the rule."),
      subject: text().optional().describe("What it happened to."),
    })
    .optional()
    .describe("Sends the data as a CloudEvent, structured, as the format `cloudevents` of the triggers reads it."),
  headers: z
    .record(z.string().min(1).max(200), text())
    .default({})
    .describe(
      "Headers beside the data: those of RabbitMQ and NATS, user properties of MQTT 5, further fields in Redis.",
    ),
  messageId: text()
    .optional()
    .describe("What names the message. Left out: a key that is the same on every try, so that receivers drop doubles."),
  contentType: text().optional().describe("What the data are. Left out: JSON or text."),
  exchange: text().optional().describe("RabbitMQ: the exchange. Left out: straight into the queue `to`."),
  qos: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .describe("MQTT: how it is delivered; 1 when left out."),
  retain: z.boolean().optional().describe("MQTT: whether the broker keeps it for who listens later."),
  version: z.enum(["5", "3.1.1"]).optional().describe("MQTT: the version of the broker; 5 when left out."),
  field: text().optional().describe("Redis: the field that holds the data; `data` when left out."),
  maxLength: z.int().min(1).optional().describe("Redis: about how many entries the stream keeps; the oldest go."),
  timeout: Duration.default("30s")
    .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
    .describe("How long the broker may take to say that it has the message."),
});
export type MqPublishInput = z.output<typeof MqPublishInput>;

/** Fields that mean something to one broker only. */
export const ownFields: Readonly<Record<BrokerKind, readonly (keyof MqPublishInput)[]>> = {
  rabbitmq: ["exchange"],
  nats: [],
  mqtt: ["qos", "retain", "version"],
  redis: ["field", "maxLength"],
};
