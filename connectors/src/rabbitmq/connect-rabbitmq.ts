import { isIP } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { ChannelModel } from "amqplib";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailureOf, type BrokerFault } from "../mq/broker-failure.ts";

const CONNECT_WITHIN_MS = 10_000;
/** A peer that vanished without a word is noticed after two of them. */
const HEARTBEAT_SECONDS = 20;

/**
 * Opens a connection to a RabbitMQ server that the outbound guard allows. Whoever asked for it closes it. `onLost` hears
 * why it broke.
 * @throws ActionFailure
 */
export async function connectRabbitmq(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
  onLost: (error: Error) => void = () => undefined,
): Promise<ChannelModel> {
  const { connect } = await import("amqplib");
  const { host, port, isTls, user, password, path } = address;
  const hostname = await ctx.addressOf({ host, port });
  try {
    const connection = await connect(
      {
        protocol: isTls ? "amqps" : "amqp",
        hostname,
        port,
        username: user ?? "guest",
        password: password ?? "guest",
        vhost: path === "" ? "/" : encodeURIComponent(path),
        heartbeat: HEARTBEAT_SECONDS,
      },
      {
        timeout: CONNECT_WITHIN_MS,
        noDelay: true,
        clientProperties: { connection_name: "belfry" },
        // The certificate carries the name and not the address that was looked up for it.
        ...(isIP(host) === 0 && { servername: host }),
      },
    );
    // An error that nobody hears ends the process.
    connection.on("error", onLost);
    connection.on("close", (error) => onLost(error ?? new Error("The connection was closed.")));
    return connection;
  } catch (error) {
    throw brokerFailureOf(error, address, rabbitmqFault);
  }
}

/** What the codes of AMQP mean. The library gives them as numbers, or within its sentences while it connects. */
export function rabbitmqFault(error: Error): BrokerFault | undefined {
  const code = "code" in error && typeof error.code === "number" ? error.code : undefined;
  if (code === 403 || /ACCESS[_-]REFUSED/.test(error.message)) {
    return /login/i.test(error.message) ? "login" : "denied";
  }
  if (code === 404 || /NOT[_-]FOUND/.test(error.message)) return "missing";
  if (code === 530 || /NOT[_-]ALLOWED/.test(error.message)) return /vhost/i.test(error.message) ? "missing" : "denied";
  // The queue or the exchange is there and made in another way.
  if (code === 406 || code === 405) return "denied";
  if (/ETIMEDOUT/.test(error.message)) return "timeout";
  return undefined;
}
