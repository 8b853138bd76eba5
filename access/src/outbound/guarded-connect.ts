import { once } from "node:events";
import { connect } from "node:net";
import { callbackify } from "node:util";
import type { GuardedConnect } from "@belfry/plugin-kit";
import { judgeBy, type OutboundRules } from "./outbound-rules.ts";

/** As long as a mail server may take that answers from the other end of the world. */
const connectTimeoutMs = 20_000;

/** Makes the way out for what is no HTTP: the same addresses, judged in the same way. */
export function createGuardedConnect(rules: OutboundRules): GuardedConnect {
  const judge = judgeBy(rules);
  return async ({ host, port }, { signal } = {}) => {
    // Before the socket: an address that is written out is never looked up.
    const refusal = judge.refusalOfLiteral(host, port);
    if (refusal !== undefined) throw refusal;
    const socket = connect({
      host,
      port,
      lookup: callbackify((name: string, _options: unknown) => judge.addressesOf(name, port)),
      autoSelectFamily: true,
    });
    const patience = AbortSignal.timeout(connectTimeoutMs);
    try {
      await once(socket, "connect", { signal: signal === undefined ? patience : AbortSignal.any([signal, patience]) });
      return socket;
    } catch (error) {
      socket.destroy();
      if (!patience.aborted) throw error;
      throw Object.assign(new Error("Connection timeout", { cause: error }), {
        code: "ETIMEDOUT",
        timeoutType: "CONNECT_TIMEOUT",
      });
    }
  };
}
