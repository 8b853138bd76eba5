import type { ActionContext } from "@belfry/plugin-kit";
import type { ChannelModel } from "amqplib";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailure } from "../mq/broker-failure.ts";
import { closeSoon } from "../mq/close-soon.ts";
import { orAborted } from "../mq/or-aborted.ts";
import type { OutgoingMessage, Published } from "../mq/outgoing-message.ts";
import { connectRabbitmq } from "./connect-rabbitmq.ts";

interface Route {
  readonly exchange?: string | undefined;
  readonly signal: AbortSignal;
}

const close = (connection: ChannelModel): Promise<void> => closeSoon(() => connection.close());

/** Sends a message that outlives the server, and waits until the server has it and a queue has taken it. */
export async function publishRabbitmq(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  message: OutgoingMessage,
  { exchange = "", signal }: Route,
): Promise<Published> {
  const connection = await orAborted(signal, () => connectRabbitmq(ctx, address), close);
  try {
    await orAborted(signal, () => send(connection, address, exchange, message));
    return { position: null, duplicate: false };
  } finally {
    await close(connection);
  }
}

async function send(
  connection: ChannelModel,
  address: BrokerAddress,
  exchange: string,
  { to, body, contentType, headers, messageId, sentAt }: OutgoingMessage,
): Promise<void> {
  const channel = await connection.createConfirmChannel();
  const sent = Promise.withResolvers<void>();
  const place = exchange === "" ? `the queue ${to}` : `the exchange ${exchange}, for the key ${to}`;
  // An exchange that is missing closes the channel with the reason; the confirmation then only says that it was closed.
  channel.on("error", (error) => sent.reject(error));
  connection.on("close", (error) => sent.reject(error ?? new Error("The connection was closed.")));
  // Told before the confirmation: no queue took it, and it is gone.
  channel.on("return", () => {
    sent.reject(
      brokerFailure("missing", address, `Nobody takes what is sent to ${place}. Make the queue, or bind one.`),
    );
  });
  const options = { persistent: true, mandatory: true, messageId, contentType, headers, appId: "belfry" };
  const timestamp = Math.floor(sentAt.getTime() / 1_000);
  channel.publish(exchange, to, body, { ...options, timestamp }, (error) => {
    // Given a moment, because the reason of a closed channel comes after it.
    if (error === null || error === undefined) sent.resolve();
    else setImmediate(() => sent.reject(brokerFailure("refused", address, `So said ${place}.`, error)));
  });
  await sent.promise;
}
