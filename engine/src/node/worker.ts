/**
 * The worker of a node: claims due executions while it has room, runs each as an async function, and knows how to stop
 * them. It claims in batches, and asks for the next one when enough room is free, so that the claim costs little per
 * execution.
 */
import { claimExecutions, type ClaimedExecution } from "../sql/executions/claim-executions.ts";
import { releaseForgotten } from "../sql/executions/release-forgotten.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import { runExecution } from "../run/run-execution.ts";
import { cancelledText, StopReason } from "../run/stop-reason.ts";
import { createKick, type Kick } from "./kick.ts";

export interface WorkerOptions {
  readonly node: number;
  /** How many executions this node runs at once. */
  readonly concurrency: number;
}

export interface Worker {
  /** Looks for due executions. Cheap to call often. */
  kick: Kick;
  /** Takes how many executions the database says this node holds. More than it runs means that a claim went astray. */
  compare(held: number): void;
  /** Stops running executions that somebody wants cancelled. */
  cancel(executions: readonly { readonly id: number; readonly by: string }[]): void;
  /** Drops everything without writing: the holding is no longer ours. */
  drop(reason: string): Promise<void>;
  /** Takes nothing new; waits `graceMs` for what runs, then gives it back. */
  stop(graceMs: number): Promise<void>;
  readonly running: number;
}

/** The wait before a claim is tried again whose answer did not come. */
const RETRY_MS = 200;

export function startWorker(deps: RunnerDeps, options: WorkerOptions): Worker {
  const running = new Map<number, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  let free: (() => void) | undefined;
  let closed = false;
  let sweeping = false;

  const run = (claimed: ClaimedExecution): AbortController => {
    const stop = new AbortController();
    const ended = runExecution(deps, claimed, stop)
      .catch((error: unknown) => deps.events.emit("engine.error", { where: `execution ${claimed.id}`, error }))
      .finally(() => {
        running.delete(claimed.id);
        deps.logs.forget(claimed.id);
        free?.();
      });
    running.set(claimed.id, { stop, ended });
    return stop;
  };

  // Claiming one by one as each place becomes free would cost a statement per execution.
  const enough = Math.max(1, Math.floor(options.concurrency / 4));
  const claimAll = async (): Promise<void> => {
    // Between two claims: what the last one got is known by now, or its answer was lost.
    if (sweeping) await releaseForgotten(deps.store, options.node, [...running.keys()]);
    sweeping = false;
    while (!closed) {
      const room = options.concurrency - running.size;
      if (room < enough && running.size > 0) {
        await new Promise<void>((resolve) => (free = resolve));
        free = undefined;
        continue;
      }
      const claimed = await claimExecutions(deps.store, { node: options.node, limit: room });
      const stops = claimed.map(run);
      // The worker was closed while the database answered: what it gave is given back before it begins.
      if (closed) for (const stop of stops) stop.abort(new StopReason("stopping", "The node stops."));
      if (claimed.length < room) return;
    }
  };
  const kick = createKick(claimAll, (error) => {
    deps.events.emit("engine.error", { where: "claim", error });
    // Whether the claim was carried out before its answer was lost is unknown.
    sweeping = true;
    setTimeout(() => kick(), RETRY_MS);
  });

  const stopAll = (reason: StopReason) => {
    for (const { stop } of running.values()) stop.abort(reason);
  };
  const all = () => Promise.all([...running.values()].map(({ ended }) => ended));
  const close = (): Promise<void> => {
    closed = true;
    const stopped = kick.stop();
    free?.();
    return stopped;
  };
  return {
    kick,
    compare(held) {
      if (held <= running.size) return;
      sweeping = true;
      kick();
    },
    cancel(executions) {
      for (const { id, by } of executions) running.get(id)?.stop.abort(new StopReason("cancelled", cancelledText(by)));
    },
    async drop(reason) {
      stopAll(new StopReason("lease-lost", reason));
      await close();
      await all();
    },
    async stop(graceMs) {
      await close();
      const grace = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => grace.resolve(false), graceMs);
      const ended = all().then(() => true);
      if (!(await Promise.race([ended, grace.promise]))) stopAll(new StopReason("stopping", "The node stops."));
      clearTimeout(timer);
      await all();
    },
    get running() {
      return running.size;
    },
  };
}
