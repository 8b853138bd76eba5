import type { BrokerMessage } from "@belfry/plugin-kit";
import { createHash, randomUUID } from "node:crypto";
import type { ConsumeMessage } from "amqplib";

/**
 * A message of RabbitMQ. AMQP gives it no name of its own: that of its sender stands in `message-id`, and without one
 * `unnamed` says whether messages with the same content are one.
 */
export function rabbitmqMessage(message: ConsumeMessage, unnamed: "content" | "delivery"): BrokerMessage {
  const { content: body, fields, properties } = message;
  const headers = textHeaders(properties.headers ?? {});
  const { messageId, contentType, correlationId, type, appId, timestamp } = properties;
  return {
    body,
    contentType,
    headers,
    cloudEvent: cloudEventOf(headers),
    id: named(messageId) ?? (unnamed === "delivery" ? randomUUID() : contentHash(message)),
    subject: fields.routingKey,
    occurredAt: typeof timestamp === "number" && timestamp > 0 ? new Date(timestamp * 1_000) : undefined,
    attributes: {
      exchange: fields.exchange,
      ...(named(correlationId) !== undefined && { correlationid: correlationId }),
      ...(named(type) !== undefined && { messagetype: type }),
      ...(named(appId) !== undefined && { appid: appId }),
    },
  };
}

/** The binding of CloudEvents to AMQP writes `cloudEvents:id`, and `cloudEvents_id` for clients that know no colon. */
function cloudEventOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const attribute = /^cloudEvents[:_](.+)$/.exec(name)?.[1];
      return attribute === undefined ? [] : [[attribute, value]];
    }),
  );
}

/** Headers that are no text, number or truth value are left out: they are tables that RabbitMQ keeps for itself. */
function textHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      ["string", "number", "boolean", "bigint"].includes(typeof value) ? [[name, String(value)]] : [],
    ),
  );
}

/** Without the headers: RabbitMQ counts deliveries in them, and a message that comes again would be another one. */
function contentHash({ content, fields, properties }: ConsumeMessage): string {
  const { timestamp, correlationId, type } = properties;
  const about = [fields.exchange, fields.routingKey, timestamp ?? "", correlationId ?? "", type ?? ""];
  return createHash("sha256").update(JSON.stringify(about)).update(content).digest("hex");
}

function named(text: unknown): string | undefined {
  return typeof text === "string" && text !== "" ? text : undefined;
}
