import { isIP } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { Redis } from "ioredis";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailure, brokerFailureOf, type BrokerFault } from "../mq/broker-failure.ts";

const CONNECT_WITHIN_MS = 10_000;

/**
 * Opens a connection to a Redis server that the outbound guard allows. Whoever asked for it closes it. It is not renewed,
 * and a command that a broken connection took along is not repeated. `onLost` hears why it broke.
 * @throws ActionFailure
 */
export async function connectRedis(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  /** A server that says nothing for so long is taken for dead, in milliseconds; for a connection that always waits for something. */
  options: { readonly silentMs?: number; readonly onLost?: (error: Error) => void } = {},
): Promise<Redis> {
  const { Redis: Client } = await import("ioredis");
  const { host, port, isTls, user, password, path } = address;
  if (!/^\d{0,5}$/.test(path)) {
    throw brokerFailure("missing", address, "Behind the slash stands the number of the database.");
  }
  const client = new Client({
    host: await ctx.addressOf({ host, port }),
    port,
    db: Number(path),
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    // The certificate carries the name and not the address that was looked up for it.
    ...(isTls && { tls: { ...(isIP(host) === 0 && { servername: host }) } }),
    ...(options.silentMs !== undefined && { socketTimeout: options.silentMs }),
    connectTimeout: CONNECT_WITHIN_MS,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    // What servers before version 6 understand too.
    protocol: 2,
    disableClientInfo: true,
  });
  // Of several errors while it connects the first says why; an error that nobody hears is written to the console.
  let first: Error | undefined;
  client.on("error", (error: Error) => {
    first ??= error;
    options.onLost?.(error);
  });
  client.on("end", () => options.onLost?.(first ?? new Error("The connection was closed.")));
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.disconnect();
    throw brokerFailureOf(first ?? error, address, redisFault);
  }
}

/** What the first words of the server's errors mean. */
export function redisFault(error: Error): BrokerFault | undefined {
  if (/WRONGPASS|NOAUTH|invalid password|without any password configured/i.test(error.message)) return "login";
  if (error.message.startsWith("NOPERM")) return "denied";
  if (/^(?:WRONGTYPE|NOGROUP)|DB index is out of range/.test(error.message)) return "missing";
  if (/^(?:OOM|READONLY|LOADING|MISCONF|BUSY|ERR)\b/.test(error.message)) return "refused";
  if (/timed out|ETIMEDOUT/.test(error.message)) return "timeout";
  return undefined;
}
