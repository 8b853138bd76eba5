import type { ActionContext } from "@belfry/plugin-kit";
import type { Redis } from "ioredis";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { orAborted } from "../mq/or-aborted.ts";
import type { OutgoingMessage, Published } from "../mq/outgoing-message.ts";
import { connectRedis } from "./connect-redis.ts";

interface Entry {
  readonly field?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly signal: AbortSignal;
}

const close = (client: Redis): void => client.disconnect();

/** Adds an entry to a stream. Redis drops no doubles: the field `message-id` is the same in each. */
export async function publishRedis(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  { to, body, headers, messageId }: OutgoingMessage,
  { field = "data", maxLength, signal }: Entry,
): Promise<Published> {
  const client = await orAborted(signal, () => connectRedis(ctx, address), close);
  const trim = maxLength === undefined ? [] : ["MAXLEN", "~", maxLength];
  const fields = Object.entries({ ...headers, "message-id": messageId }).flat();
  try {
    const id: unknown = await orAborted(signal, () => client.call("XADD", to, ...trim, "*", field, body, ...fields));
    return { position: String(id), duplicate: false };
  } finally {
    close(client);
  }
}
