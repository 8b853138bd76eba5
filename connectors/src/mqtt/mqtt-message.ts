import type { BrokerMessage } from "@belfry/plugin-kit";
/**
 * What names a message of MQTT. The protocol gives none a name: two messages that are the same in every respect are two
 * events (a door that is opened twice), and one that comes again is the same event. Only the broker tells them apart: what
 * it brings again has the number it had, within the session.
 *
 * So a message without a name of its own is known by its session, number, topic and content within ten minutes. Numbers
 * begin again after 65 535 messages; two of the same number, topic and content are then more than ten minutes apart, at
 * up to a hundred messages a second. What comes again later than that, because nobody was there, counts a second time.
 */
import { createHash, randomUUID } from "node:crypto";
import type { IPublishPacket } from "mqtt";

const SAME_WITHIN_MS = 600_000;

export interface MqttDelivery {
  readonly topic: string;
  readonly payload: Buffer;
  readonly packet: IPublishPacket;
  /** The client whose session brought it. */
  readonly clientId: string;
  readonly now: Date;
}

export function mqttMessage(delivery: MqttDelivery, unnamed: "content" | "delivery"): BrokerMessage {
  const { topic, payload, packet } = delivery;
  const { contentType, userProperties } = packet.properties ?? {};
  const headers = Object.fromEntries(
    Object.entries(userProperties ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value[0] ?? "") : value,
    ]),
  );
  const isBinary = headers["specversion"] !== undefined && contentType?.startsWith("application/cloudevents") !== true;
  return {
    body: payload,
    // MQTT 3.1.1 has no place for a content type; then a CloudEvent is JSON, as its binding says.
    contentType: contentType ?? (isBinary ? undefined : "application/cloudevents+json"),
    headers,
    cloudEvent: isBinary
      ? Object.fromEntries(Object.entries(headers).filter(([name]) => /^[a-z0-9]+$/.test(name)))
      : {},
    id: headers["message-id"] ?? nameOf(delivery, unnamed),
    subject: topic,
    attributes: { qos: packet.qos, retained: packet.retain },
  };
}

function nameOf({ topic, payload, packet, clientId, now }: MqttDelivery, unnamed: "content" | "delivery"): string {
  const hash = createHash("sha256");
  const digest = (about: readonly unknown[]) => hash.update(JSON.stringify(about)).update(payload).digest("hex");
  // A retained message is brought whenever somebody begins to listen, and is no new one then.
  if (unnamed === "content" || packet.retain) return digest([topic]);
  if (packet.messageId === undefined) return randomUUID();
  return digest([topic, clientId, packet.messageId, Math.floor(now.getTime() / SAME_WITHIN_MS)]);
}
