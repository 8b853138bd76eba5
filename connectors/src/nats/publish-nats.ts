import type { ActionContext } from "@belfry/plugin-kit";
import type { NatsConnection } from "@nats-io/transport-node";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailure } from "../mq/broker-failure.ts";
import { closeSoon } from "../mq/close-soon.ts";
import { orAborted } from "../mq/or-aborted.ts";
import type { OutgoingMessage, Published } from "../mq/outgoing-message.ts";
import { connectNats, natsFault } from "./connect-nats.ts";

const close = (connection: NatsConnection): Promise<void> => closeSoon(() => connection.close());

/** Sends a message to the stream that keeps its subject. The stream drops one that it had before. */
export async function publishNats(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  message: OutgoingMessage,
  { signal, timeout }: { readonly signal: AbortSignal; readonly timeout: number },
): Promise<Published> {
  const connection = await orAborted(signal, () => connectNats(ctx, address), close);
  try {
    const { stream, seq, duplicate } = await orAborted(signal, () => send(connection, address, message, timeout));
    return { position: `${stream}/${seq}`, duplicate };
  } finally {
    await close(connection);
  }
}

async function send(
  connection: NatsConnection,
  address: BrokerAddress,
  { to, body, contentType, headers: given, messageId }: OutgoingMessage,
  timeout: number,
) {
  const { jetstream } = await import("@nats-io/jetstream");
  const { headers: createHeaders } = await import("@nats-io/transport-node");
  const headers = createHeaders();
  headers.set("Content-Type", contentType);
  for (const [name, value] of Object.entries(given)) headers.set(name, value);
  try {
    return await jetstream(connection).publish(to, body, { msgID: messageId, headers, timeout });
  } catch (error) {
    // When nobody keeps the subject nobody answers, which the library takes for a server without JetStream.
    if (!(error instanceof Error) || natsFault(error) !== "missing") throw error;
    const remedy = `No stream keeps the subject ${to}, so nobody would confirm the message. Make one: nats stream add ORDERS --subjects "${to}".`;
    throw brokerFailure("missing", address, remedy, error);
  }
}
