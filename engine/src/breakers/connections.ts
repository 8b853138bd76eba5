/**
 * The connections that this node calls: which of them are in trouble, and what its calls say about them.
 *
 * A connection of which this node knows nothing bad costs no statement. What the node knows may be old by a moment, so
 * whoever is to be refused is looked up first: nobody is parked for a breaker that is closed.
 */
import { isTransientDatabaseError, type Store } from "@belfry/store";
import type { Bus } from "../events/bus.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { HeldExecution } from "../sql/action-runs/action-run-row.ts";
import { givePass } from "../sql/breakers/give-pass.ts";
import { hasParked } from "../sql/breakers/has-parked.ts";
import { lockBreaker } from "../sql/breakers/lock-breaker.ts";
import { lockDueBreaker } from "../sql/breakers/lock-due-breaker.ts";
import { selectBreaker } from "../sql/breakers/select-breaker.ts";
import { selectOpenBreakers } from "../sql/breakers/select-open-breakers.ts";
import { turnBreaker } from "../sql/breakers/turn-breaker.ts";
import { LOOK_MS } from "./breaker-policy.ts";
import { createFailureCount } from "./failure-count.ts";
import {
  failProbe,
  openBreaker,
  passProbe,
  stepOn,
  type BreakerChange,
  type Outage,
  type Pass,
} from "./turn-breakers.ts";

/** Whether an execution may call a connection. */
export type Way =
  | { readonly kind: "free" }
  /** It was let in: how its call ends is to be reported. */
  | { readonly kind: "probe"; readonly pass: Pass }
  | { readonly kind: "closed-off" };

/** A call that did not go well. */
export type CallFailure = Omit<Outage, "random">;

export interface Connections {
  /** Whether an execution may call a connection now. `given` is what its place in the queue says. */
  ask(held: HeldExecution, connection: string, given: Pass | undefined): Promise<Way>;
  /** A call went well. */
  succeeded(connection: string, pass: Pass | undefined, now: Date): Promise<void>;
  /** A call did not go well; with `askedMs` the other side wants nobody to call it for so long. */
  failed(connection: string, pass: Pass | undefined, call: CallFailure & { readonly now: Date }): Promise<void>;
  /** Looks at the breakers that are due; any node may. */
  look(): Promise<void>;
  /** Tells everybody what became of a breaker, after the commit. */
  tell(
    connection: string,
    change: BreakerChange,
    by?: { readonly reason: string; readonly openedBy: string | null },
  ): void;
  close(): void;
}

export interface ConnectionDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly events: EngineEventBus;
  /** From 0 to 1, for the jitter of pauses. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

const free = { kind: "free" } as const;
const closedOff = { kind: "closed-off" } as const;

export function createConnections(deps: ConnectionDeps): Connections {
  const { store, bus, events, random } = deps;
  const count = createFailureCount();
  let known: Promise<ReadonlySet<string>> | undefined;
  const open = (): Promise<ReadonlySet<string>> =>
    (known ??= selectOpenBreakers(store).then(
      (names) => new Set(names),
      (error: unknown) => {
        known = undefined;
        throw error;
      },
    ));
  const forget = () => {
    known = undefined;
  };
  const stop = bus.on("breakers", forget);

  const tell: Connections["tell"] = (connection, change, by) => {
    if (change.kind === "none") return;
    forget();
    count.forget(connection);
    bus.tell("breakers");
    if (change.kind === "opened")
      events.emit("connection.parked", { connection, until: change.until, reason: "", openedBy: null, ...by });
    else bus.tell("queue");
    if (change.kind === "closed") events.emit("connection.resumed", { connection });
  };

  /** The pause is over and nobody is parked: whoever comes first is the probe. */
  const claimProbe = (held: HeldExecution, connection: string): Promise<Way> =>
    store.transaction(async (tx): Promise<Way> => {
      const row = await lockBreaker(tx, connection);
      if (row === undefined || row.state === "closed") return free;
      if (row.state !== "open" || !row.due || (await hasParked(tx, connection))) return closedOff;
      const { openedBy, pauses } = row;
      const turned = {
        connection,
        state: "half-open",
        openedBy,
        pauses,
        allowance: 1,
        pauseMs: 0,
        lookMs: LOOK_MS,
      } as const;
      const { epoch } = await turnBreaker(tx, turned);
      const pass = { execution: held.execution, connection, pass: epoch };
      // Somebody else holds the execution now: it is not ours to call anything for.
      if (!(await givePass(tx, held, pass))) throw new PassRefused();
      return { kind: "probe", pass };
    });

  return {
    tell,
    async ask(held, connection, given) {
      if (!(await open()).has(connection)) return free;
      const row = await selectBreaker(store, connection);
      if (row === undefined || row.state === "closed") {
        forget();
        return free;
      }
      if (row.state === "half-open") {
        const isIn = given?.connection === connection && given.pass === row.epoch;
        return isIn ? { kind: "probe", pass: given } : closedOff;
      }
      if (!row.due) return closedOff;
      try {
        const way = await claimProbe(held, connection);
        if (way.kind === "probe") bus.tell("breakers");
        return way;
      } catch (error) {
        if (error instanceof PassRefused) return closedOff;
        throw error;
      }
    },
    async succeeded(connection, pass, now) {
      count.note(connection, false, now);
      if (pass === undefined) return;
      await quietly(async () => {
        tell(connection, await store.transaction((tx) => passProbe(tx, pass)));
      });
    },
    async failed(connection, pass, { now, ...call }) {
      const outage = { ...call, random: random() };
      const by = { reason: outage.reason, openedBy: null };
      const isTooMuch = count.note(connection, true, now);
      if (pass !== undefined)
        return quietly(async () => tell(connection, await store.transaction((tx) => failProbe(tx, pass, outage)), by));
      if (!isTooMuch && outage.askedMs === undefined) return;
      await quietly(async () => {
        const change = await store.transaction((tx) => openBreaker(tx, connection, outage));
        // Another node was quicker, and this one has not heard of it.
        if (change.kind === "none") forget();
        tell(connection, change, by);
      });
    },
    async look() {
      for (let more = true; more;) {
        const looked = await store.transaction(async (tx) => {
          const row = await lockDueBreaker(tx);
          return row && { connection: row.connection, change: await stepOn(tx, row) };
        });
        if (looked !== undefined) tell(looked.connection, looked.change);
        more = looked !== undefined;
      }
      // By the way: what was told may have been missed.
      forget();
    },
    close: stop,
  };

  /** What a call says about its connection must not end the execution that made it: others will say it again. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isTransientDatabaseError(error)) throw error;
      deps.onError(error);
    }
  }
}

/** Somebody else holds the execution that was to be the probe: nothing of the transaction may stay. */
class PassRefused extends Error {}
