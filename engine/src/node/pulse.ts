/**
 * The pulse of a node: one statement a second that says what time it is, what is due next, who is alive and what is to
 * be cancelled. Everything else is asked only when this says so, or when a notification does: an idle node asks nothing
 * but this.
 */
import type { DueSource, Store } from "@belfry/store";
import type { EngineEventBus } from "../events/engine-events.ts";
import { createTick, type TickResult } from "../sql/nodes/tick.ts";
import type { DatabaseClock } from "./database-clock.ts";
import type { Deadlines } from "./deadlines.ts";

/** The longest sleep. Also how soon a dead node is noticed. */
const TICK_MS = 1_000;

export interface PulseDeps {
  readonly store: Store;
  readonly events: EngineEventBus;
  readonly deadlines: Deadlines;
  readonly clock: Pick<DatabaseClock, "tick">;
  /** Of this process. */
  readonly build: string;
  readonly sources: readonly DueSource[];
  /** Whether this node does what becomes due; a drained one leaves it to others. */
  readonly takes: () => boolean;
  /** Called with each tick; returns the next time something of the engine itself is due. */
  readonly onTick: (tick: TickResult) => Promise<Date | undefined> | Date | undefined;
}

export interface Pulse {
  /** Begins to beat. `now` is the database's time of this moment. */
  start(node: number, now: Date): void;
  /** Looks now instead of at the end of the sleep. */
  wake(): void;
  /** How long ago the last tick was asked that the database answered, in milliseconds: then this node took part. */
  sinceAskedMs(): number;
  stop(): Promise<void>;
}

export function createPulse(deps: PulseDeps): Pulse {
  const tick = createTick(deps.sources);
  // Not when the answer was read: a process that was frozen reads answers that are as old as its sleep.
  let askedAt = 0;
  let wakeUp: (() => void) | undefined;
  let wanted = false;
  let stopped = false;
  let loop: Promise<void> | undefined;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (wanted || stopped) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const beat = async (node: number): Promise<number> => {
    const asked = performance.now();
    const result = await tick(deps.store, node, deps.build);
    askedAt = asked;
    deps.clock.tick(result.now, performance.now());
    deps.deadlines.fireDue(result.now);
    const engineDue = await deps.onTick(result);
    for (const source of deps.takes() ? deps.sources : []) {
      const due = result[`due_${source.name}`];
      if (due instanceof Date && due <= result.now) source.onDue();
    }
    const dues = [engineDue, deps.deadlines.next(), ...deps.sources.map((source) => result[`due_${source.name}`])];
    let ms = TICK_MS;
    for (const due of dues)
      if (due instanceof Date && due > result.now) ms = Math.min(ms, due.getTime() - result.now.getTime());
    return ms;
  };

  const run = async (node: number): Promise<void> => {
    while (!stopped) {
      wanted = false;
      const ms = await beat(node).catch((error: unknown) => {
        deps.events.emit("engine.error", { where: "tick", error });
        return TICK_MS;
      });
      await sleep(Math.max(1, ms));
    }
  };

  return {
    start(node, now) {
      stopped = false;
      askedAt = performance.now();
      deps.clock.tick(now, askedAt);
      loop ??= run(node);
    },
    wake() {
      wanted = true;
      wakeUp?.();
    },
    sinceAskedMs: () => performance.now() - askedAt,
    async stop() {
      stopped = true;
      wakeUp?.();
      await loop;
      loop = undefined;
    },
  };
}
