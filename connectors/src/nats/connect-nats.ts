import { isIP } from "node:net";
import type { ActionContext } from "@belfry/plugin-kit";
import type { NatsConnection, NodeConnectionOptions } from "@nats-io/transport-node";
import type { BrokerAddress } from "../mq/broker-address.ts";
import { brokerFailureOf, type BrokerFault } from "../mq/broker-failure.ts";

const CONNECT_WITHIN_MS = 10_000;
/** A peer that vanished without a word is noticed after two of them. */
const PING_EVERY_MS = 20_000;

/**
 * Opens a connection to a NATS server that the outbound guard allows. Whoever asked for it closes it. It is not renewed,
 * and members of a cluster that the server names are left alone: nobody has asked the guard about them.
 * @throws ActionFailure
 */
export async function connectNats(
  ctx: Pick<ActionContext, "addressOf">,
  address: BrokerAddress,
): Promise<NatsConnection> {
  const { connect } = await import("@nats-io/transport-node");
  const { host, port, isTls, user, password } = address;
  const literal = await ctx.addressOf({ host, port });
  // The certificate carries the name and not the address that was looked up for it. The library hands this on to Node,
  // and names only what is the same everywhere.
  const tls: (NonNullable<NodeConnectionOptions["tls"]> & { servername?: string }) | null = isTls ? {} : null;
  if (tls !== null && isIP(host) === 0) tls.servername = host;
  try {
    return await connect({
      servers: isIP(literal) === 6 ? `[${literal}]:${port}` : `${literal}:${port}`,
      // A URL with a user and no password carries a token, as in the tools of NATS.
      ...(user !== undefined && (password === undefined ? { token: user } : { user, pass: password })),
      name: "belfry",
      tls,
      timeout: CONNECT_WITHIN_MS,
      reconnect: false,
      ignoreClusterUpdates: true,
      pingInterval: PING_EVERY_MS,
    });
  } catch (error) {
    throw brokerFailureOf(error, address, natsFault);
  }
}

/** What the errors of the library mean, by their names: it loads only when somebody listens to NATS. */
export function natsFault(error: Error): BrokerFault | undefined {
  switch (error.name) {
    case "AuthorizationError":
    case "UserAuthenticationExpiredError":
      return "login";
    case "PermissionViolationError":
      return "denied";
    case "StreamNotFoundError":
    case "ConsumerNotFoundError":
    case "JetStreamNotEnabled":
    case "NoRespondersError":
      return "missing";
    case "TimeoutError":
      return "timeout";
    case "JetStreamApiError":
      return "refused";
    default:
      return error.cause instanceof Error ? natsFault(error.cause) : undefined;
  }
}
