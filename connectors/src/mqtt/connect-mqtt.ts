import { isIP } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { IClientOptions, MqttClient } from "mqtt";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailureOf, type BrokerFault } from "../mq/broker-failure.ts";

const CONNECT_WITHIN_MS = 10_000;
/** A peer that vanished without a word is noticed after one and a half of them. */
const KEEPALIVE_SECONDS = 30;
const CLOSE_WITHIN_MS = 1_000;

/**
 * Opens a connection to an MQTT broker that the outbound guard allows. Whoever asked for it closes it. `prepare` gets the
 * client before the first word is said: a session that is resumed brings messages at once. `onLost` hears why it broke.
 * @throws ActionFailure
 */
export async function connectMqtt(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  options: IClientOptions,
  { prepare, onLost }: { prepare?: (client: MqttClient) => void; onLost?: (error: Error) => void } = {},
): Promise<MqttClient> {
  const { connect } = await import("mqtt");
  const { host, port, isTls, user, password } = address;
  const hostname = await ctx.addressOf({ host, port });
  const client = connect({
    ...options,
    protocol: isTls ? "mqtts" : "mqtt",
    hostname,
    port,
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    // The certificate carries the name and not the address that was looked up for it.
    ...(isTls && isIP(host) === 0 && { servername: host }),
    connectTimeout: CONNECT_WITHIN_MS,
    keepalive: KEEPALIVE_SECONDS,
    // Whoever asked for it begins anew: only so is each message under way known to one connection.
    reconnectPeriod: 0,
    resubscribe: false,
  });
  prepare?.(client);
  const opened = Promise.withResolvers<void>();
  client.on("connect", () => opened.resolve());
  const broken = (error: Error): void => {
    opened.reject(error);
    onLost?.(error);
  };
  client.on("error", broken);
  client.on("close", () => broken(new Error("The connection was closed.")));
  try {
    await opened.promise;
    return client;
  } catch (error) {
    client.end(true);
    throw brokerFailureOf(error, address, mqttFault);
  }
}

/** Says goodbye and closes, within a second. */
export async function closeMqtt(client: MqttClient): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    client.end(true);
    closed.resolve();
  }, CLOSE_WITHIN_MS);
  client.end(false, {}, () => closed.resolve());
  await closed.promise;
  clearTimeout(timer);
}

/** What the reason codes mean; those below 16 are the return codes of MQTT 3.1.1. */
export function mqttFault(error: Error): BrokerFault | undefined {
  const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
  switch (code) {
    case 4:
    case 5:
    case 134:
    case 138:
      return "login";
    // Not authorized: while connecting for the login, and later for what is asked for.
    case 135:
      return /Connection refused/.test(error.message) ? "login" : "denied";
    case 143:
    case 144:
      return "denied";
    case 151:
    case 131:
      return "refused";
    default:
      return /connack timeout/i.test(error.message) ? "timeout" : undefined;
  }
}
