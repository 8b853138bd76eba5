/**
 * No connection is opened to an address that is not allowed. The check sits where the socket is opened, on the very
 * address it will use: a name that was checked earlier may have resolved to something else since (DNS rebinding), and a
 * literal address is never looked up, so the look-up alone would let `http://2130706433` through.
 */
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import { judgeBy, type OutboundRules } from "./outbound-rules.ts";

// Long enough for a slow line, short enough that a dead host does not use up the whole time of a request.
const connectTimeoutMs = 10_000;

/** Opens sockets for undici, to allowed addresses only. */
export function createGuardedConnector(rules: OutboundRules): buildConnector.connector {
  const judge = judgeBy(rules);
  const connectors = new Map<number, buildConnector.connector>();

  /** A look-up is not told the port, and the list may name one: hence one for each port. */
  function lookupFor(port: number): LookupFunction {
    // A list, because `autoSelectFamily` tries the addresses in turn.
    return callbackify((host: string, _options: unknown) => judge.addressesOf(host, port));
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
    const refusal = judge.refusalOfLiteral(target.hostname, port);
    if (refusal === undefined) connectorFor(port)(target, callback);
    else callback(refusal, null);
  };
}
