import { randomUUID } from "node:crypto";
import type { ActionContext } from "@belfry/plugin-kit";
import type { IClientOptions, MqttClient } from "mqtt";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { orAborted } from "../mq/or-aborted.ts";
import type { OutgoingMessage, Published } from "../mq/outgoing-message.ts";
import { closeMqtt, connectMqtt } from "./connect-mqtt.ts";

interface Delivery {
  readonly qos?: 1 | 2 | undefined;
  readonly retain?: boolean | undefined;
  readonly version?: "5" | "3.1.1" | undefined;
  readonly signal: AbortSignal;
}

/** Sends a message and waits until the broker has acknowledged it. */
export async function publishMqtt(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  message: OutgoingMessage,
  { qos = 1, retain = false, version = "5", signal }: Delivery,
): Promise<Published> {
  const options: IClientOptions = {
    clientId: `belfry-${randomUUID().slice(0, 16)}`,
    clean: true,
    protocolVersion: version === "5" ? 5 : 4,
  };
  const broken = Promise.withResolvers<never>();
  // It may break before anybody waits for that.
  broken.promise.catch(() => undefined);
  const connecting = () => connectMqtt(ctx, address, options, { onLost: broken.reject });
  const client = await orAborted(signal, connecting, closeMqtt);
  try {
    const { to, body } = message;
    const properties = version === "5" ? { properties: propertiesOf(message) } : {};
    const sending = () => client.publishAsync(to, body, { qos, retain, ...properties });
    // The library keeps a message whose connection broke for the next one, and there is none.
    await orAborted(signal, () => Promise.race([sending(), broken.promise]));
    return { position: null, duplicate: false };
  } finally {
    await closeMqtt(client);
  }
}

function propertiesOf({
  contentType,
  headers,
  messageId,
}: OutgoingMessage): NonNullable<NonNullable<Parameters<MqttClient["publishAsync"]>[2]>["properties"]> {
  return { contentType, userProperties: { ...headers, "message-id": messageId } };
}
