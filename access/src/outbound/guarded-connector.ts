/**
 * No connection is opened to an address that is not allowed. The check sits where the socket is opened, on the very
 * address it will use: a name that was checked earlier may have resolved to something else since (DNS rebinding), and a
 * literal address is never looked up, so the look-up alone would let `http://2130706433` through.
 */
import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import { ActionFailure } from "@belfry/plugin-kit";
import { readAddress } from "./address-range.ts";
import { refusalOf } from "./is-address-allowed.ts";
import { readOutboundAllow, type OutboundAllow } from "./outbound-allow.ts";

/** Resolves a name to its addresses. */
export type ResolveHost = (host: string) => Promise<LookupAddress[]>;

export function resolveBySystem(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true });
}

// Long enough for a slow line, short enough that a dead host does not use up the whole time of a request.
const connectTimeoutMs = 10_000;

/** Opens sockets for undici, to allowed addresses only. */
export function createGuardedConnector(options: {
  readonly allow: OutboundAllow;
  readonly resolve: ResolveHost;
}): buildConnector.connector {
  const isListed = readOutboundAllow(options.allow);
  const connectors = new Map<number, buildConnector.connector>();

  function check(host: string, port: number, address: string): string | undefined {
    const parsed = readAddress(address);
    return parsed === undefined ? "unreadable" : refusalOf({ host, port, address: parsed }, isListed);
  }

  /** A look-up is not told the port, and the list may name one: hence one for each port. */
  function lookupFor(port: number): LookupFunction {
    return callbackify(async (host: string, _options: unknown) => {
      const found = await options.resolve(host);
      const allowed = found.filter(({ address }) => check(host, port, address) === undefined);
      if (allowed.length === 0) throw blocked(host, port, check(host, port, found[0]?.address ?? ""));
      // A list, because `autoSelectFamily` tries the addresses in turn.
      return allowed;
    });
  }

  function connectorFor(port: number): buildConnector.connector {
    const known = connectors.get(port);
    if (known !== undefined) return known;
    const connector = buildConnector({
      allowH2: false,
      timeout: connectTimeoutMs,
      port,
      lookup: lookupFor(port),
      autoSelectFamily: true,
    });
    connectors.set(port, connector);
    return connector;
  }

  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    const refusal =
      readAddress(target.hostname) === undefined ? undefined : check(target.hostname, port, target.hostname);
    if (refusal === undefined) connectorFor(port)(target, callback);
    else callback(blocked(target.hostname, port, refusal), null);
  };
}

function blocked(host: string, port: number, range: string | undefined): ActionFailure {
  return new ActionFailure(
    `${host}:${port} may not be called from here: it is not a public address (${range ?? "no address"}). ` +
      "Ask an administrator to allow the host for outgoing calls.",
    { class: "config", code: "OUTBOUND_BLOCKED", details: { host, port, range: range ?? null } },
  );
}
