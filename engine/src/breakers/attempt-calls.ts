/**
 * The ways out of one attempt of an action, and what its calls say about the connections they used.
 *
 * An attempt is parked before it has called anybody, and never afterwards: what it did would be done again. So a
 * connection that gets into trouble while an action is half way through is called to the end of that attempt.
 */
import type { Failure } from "@belfry/model";
import { retryAfterMs, type GuardedAddress, type GuardedFetch, type GuardedResponse } from "@belfry/plugin-kit";
import { heldBy } from "../run/held-by.ts";
import type { ExecutionFrame } from "../run/execution-frame.ts";
import { takeConnectionTurn } from "../rates/take-connection-turn.ts";
import { connectionName, connectionOf } from "./connection-name.ts";
import { Parked, type ParkedOn } from "./parked-on.ts";
import type { Pass } from "./turn-breakers.ts";

export interface AttemptCalls {
  readonly fetch: GuardedFetch;
  readonly addressOf: GuardedAddress;
  /** What the attempt was parked on, when it was. */
  readonly parked: ParkedOn | undefined;
  /** Says how the attempt ended: with what failure, or well. */
  ended(failure: Failure | undefined): Promise<void>;
}

/** What is known of a connection that the attempt has called. */
interface Used {
  pass: Pass | undefined;
  /** What its last answer over HTTP was; undefined before the first, and of other protocols. */
  answer: "good" | "bad" | undefined;
}

export interface CallingStep {
  readonly id: string;
  readonly iteration: string;
  readonly signal: AbortSignal;
}

export function openCalls(frame: ExecutionFrame, step: CallingStep): AttemptCalls {
  const { deps, claimed } = frame;
  const { services, connections } = deps;
  const used = new Map<string, Used>();
  let last: string | undefined;
  /** It waits for our own limits: whatever ends it meanwhile says nothing about the other side. */
  let waits = false;
  let parked: ParkedOn | undefined;
  let entering: Promise<unknown> = Promise.resolve();

  const park = (on: ParkedOn): never => {
    parked = on;
    throw new Parked(on);
  };
  const letThrough = async (connection: string): Promise<Used> => {
    const known = used.get(connection);
    const isFirst = used.size === 0;
    // A pass is for one attempt: of several that run side by side, one is the probe.
    const way =
      known === undefined ? await connections.ask(heldBy(claimed), connection, takePass(frame, connection)) : undefined;
    if (way?.kind === "closed-off" && isFirst) park({ kind: "connection", connection });
    waits = true;
    const turn = await takeConnectionTurn(frame, step, { connection, mayLetGo: isFirst });
    if (turn !== undefined) park({ kind: "rate", until: turn });
    waits = false;
    const entry = known ?? { pass: way?.kind === "probe" ? way.pass : undefined, answer: undefined };
    used.set(connection, entry);
    last = connection;
    return entry;
  };
  /** One after the other: two first calls at once would each believe that nothing was called yet. */
  const enter = (connection: string): Promise<Used> => {
    const entered = entering.then(() => letThrough(connection));
    entering = entered.catch(() => undefined);
    return entered;
  };
  const noteAnswer = async (connection: string, entry: Used, { status, headers }: GuardedResponse): Promise<void> => {
    const isBad = status >= 500 || status === 408 || status === 429;
    entry.answer = isBad ? "bad" : "good";
    const askedMs = status === 429 || status === 503 ? retryAfterMs(headers) : undefined;
    if (askedMs !== undefined) {
      const message = `${connection} answered ${status} and asks to be left alone for a while.`;
      const failure = { class: "external", code: "HTTP_STATUS", message } as const;
      await connections.failed(connection, entry.pass, { reason: message, failure, askedMs, now: deps.now() });
      entry.pass = undefined;
    } else if (!isBad && entry.pass !== undefined) {
      // It lives: the others need not wait until everything it says has been read.
      await connections.succeeded(connection, entry.pass, deps.now());
      entry.pass = undefined;
    }
  };

  return {
    get parked() {
      return parked;
    },
    async fetch(address, request) {
      const connection = connectionOf(address);
      // The guard says what is wrong with such an address.
      if (connection === undefined) return services.fetch(address, request);
      const entry = await enter(connection);
      entry.answer = undefined;
      const response = await services.fetch(address, request);
      await noteAnswer(connection, entry, response);
      return response;
    },
    async addressOf(target) {
      await enter(connectionName(target));
      return services.addressOf(target);
    },
    async ended(failure) {
      const now = deps.now();
      const isOutage = failure !== undefined && (failure.class === "external" || failure.class === "timeout") && !waits;
      for (const [connection, { pass, answer }] of used) {
        if (isOutage && connection === last && answer !== "good") {
          const { class: failureClass, code, message } = failure;
          const kept = { class: failureClass, code, message };
          await connections.failed(connection, pass, { reason: message, failure: kept, now });
        } else if (failure === undefined || answer === "good" || (isOutage && connection !== last)) {
          await connections.succeeded(connection, pass, now);
        }
      }
    },
  };
}

/** What the place of the execution in the queue lets it in to; once for each holding. */
function takePass({ claimed, pass }: ExecutionFrame, connection: string): Pass | undefined {
  if (claimed.connection !== connection || claimed.pass === null || pass.taken) return undefined;
  pass.taken = true;
  return { execution: claimed.id, connection, pass: claimed.pass };
}
