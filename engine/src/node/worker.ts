/**
 * The worker of a node: claims due executions while it has room, runs each as an async function, and knows how to stop
 * them. It claims in batches, and asks for the next one when enough room is free, so that the claim costs little per
 * execution. A band that has places of its own is asked for whenever there may be something new.
 */
import { claimExecutions, type Band, type ClaimedExecution } from "../sql/executions/claim-executions.ts";
import { claimSetApart } from "../sql/nodes/claim-set-apart.ts";
import { releaseForgotten } from "../sql/executions/release-forgotten.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import { runExecution } from "../run/run-execution.ts";
import { cancelledText, StopReason } from "../run/stop-reason.ts";
import { createClaimRate } from "./claim-rate.ts";
import { claimRoom, filledBands, perBand, reservedPlaces, type ReservedShares } from "./claim-room.ts";
import type { DatabaseClock } from "./database-clock.ts";
import { createKick, type Kick } from "./kick.ts";
import { createPromotion } from "./promotion.ts";

export interface WorkerOptions {
  readonly node: number;
  /** Of this process. */
  readonly build: string;
  /** How many executions this node runs at once. */
  readonly concurrency: number;
  /** How much of that each band has for itself. */
  readonly reserved: ReservedShares;
  /** Told the database's time of each claim. */
  readonly hear: DatabaseClock["hear"];
}

export interface Worker {
  /** Looks for due executions. Cheap to call often. */
  kick: Kick;
  /** Looks for executions that are set apart as well: suspects, and what other builds could not run. */
  kickSetApart(): void;
  /** Takes how many executions the database says this node holds. More than it runs means that a claim went astray. */
  compare(held: number): void;
  /** Stops running executions that somebody wants cancelled. */
  cancel(executions: readonly { readonly id: number; readonly by: string }[]): void;
  /** Takes nothing new, and hands over what runs after its present action, or in the midst of it at this time. */
  pause(until: Date): void;
  /** Takes work again after `pause`. */
  resume(): void;
  /** Drops everything without writing: the holding is no longer ours. */
  drop(reason: string): Promise<void>;
  /** Takes nothing new; waits `graceMs` for the actions that run, then gives back what is left. */
  stop(graceMs: number): Promise<void>;
  readonly running: number;
  /** How many executions it claimed in the last minute. */
  readonly claimedPerMinute: number;
}

/** The wait before a claim is tried again whose answer did not come. */
const RETRY_MS = 200;
const bands: readonly Band[] = [0, 1, 2];

export function startWorker(given: Omit<RunnerDeps, "isHandingOver">, options: WorkerOptions): Worker {
  const deps: RunnerDeps = { ...given, isHandingOver: () => paused || closed };
  const running = new Map<number, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  const runningOf: [number, number, number] = [0, 0, 0];
  const reserved = reservedPlaces(options.concurrency, options.reserved);
  /** Of which bands there may be more than was claimed last. */
  const wanted = new Set<Band>();
  let wake: (() => void) | undefined;
  let news = false;
  let claims = 0;
  let closed = false;
  let paused = false;
  let takeBackDeadline: (() => void) | undefined;
  let sweeping = false;
  let apart = false;

  const rate = createClaimRate(() => performance.now());

  const run = (claimed: ClaimedExecution): AbortController => {
    const stop = new AbortController();
    const ended = runExecution(deps, claimed, stop)
      .catch((error: unknown) => deps.events.emit("engine.error", { where: `execution ${claimed.id}`, error }))
      .finally(() => {
        running.delete(claimed.id);
        runningOf[claimed.band] -= 1;
        deps.logs.forget(claimed.id);
        // The next suspect has waited for this one.
        if (claimed.lives >= 2) kickSetApart();
        wake?.();
      });
    runningOf[claimed.band] += 1;
    running.set(claimed.id, { stop, ended });
    return stop;
  };

  const claimApart = async (): Promise<void> => {
    const room = options.concurrency - running.size;
    if (room <= 0) return;
    const { node, build } = options;
    const asked = performance.now();
    begin(await claimSetApart(deps.store, { node, build, room }), asked);
  };
  const begin = (claimed: readonly ClaimedExecution[], asked: number): void => {
    rate.note(claimed.length);
    if (claimed[0] !== undefined) options.hear(claimed[0].claimedAt, asked);
    const stops = claimed.map(run);
    // The worker was closed while the database answered: what it gave is given back before it begins.
    if (closed || paused) for (const stop of stops) stop.abort(new StopReason("stopping", "The node stops."));
  };
  /** Between two claims: what the last one got is known by now, or its answer was lost. */
  const sweep = async (): Promise<void> => {
    if (sweeping) await releaseForgotten(deps.store, options.node, [...running.keys()]);
    sweeping = false;
  };
  const wantAll = (): void => {
    for (const band of bands) wanted.add(band);
  };
  const claimAll = async (): Promise<void> => {
    if (paused) await sweep();
    while (!closed && !paused) {
      await sweep();
      if (news) wantAll();
      news = false;
      if (apart) {
        apart = false;
        await claimApart();
      }
      if ((wanted.size === 0 || promotion.isLate) && (await promotion.look())) wantAll();
      if (wanted.size === 0) return;
      const room = claimRoom({ concurrency: options.concurrency, reserved, running: runningOf, claims });
      if (!bands.some((band) => wanted.has(band) && room.most[band] > 0)) {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
        continue;
      }
      claims += 1;
      const asked = performance.now();
      const claimed = await claimExecutions(deps.store, { node: options.node, room });
      begin(claimed, asked);
      const filled = filledBands(
        room,
        perBand((band) => claimed.filter((one) => one.band === band).length),
      );
      for (const band of bands) if (room.most[band] > 0 && !filled[band]) wanted.delete(band);
    }
  };
  const claimLoop = createKick(claimAll, (error) => {
    deps.events.emit("engine.error", { where: "claim", error });
    // Whether the claim was carried out before its answer was lost is unknown.
    sweeping = true;
    setTimeout(() => kick(), RETRY_MS);
  });
  const promotion = createPromotion(deps.store, claimLoop);
  const kick = Object.assign(
    () => {
      news = true;
      wake?.();
      claimLoop();
    },
    { stop: () => claimLoop.stop() },
  );

  const stopAll = (reason: StopReason) => {
    for (const { stop } of running.values()) stop.abort(reason);
  };
  const all = () => Promise.all([...running.values()].map(({ ended }) => ended));
  const close = (): Promise<void> => {
    closed = true;
    promotion.stop();
    const stopped = kick.stop();
    wake?.();
    return stopped;
  };
  const kickSetApart = (): void => {
    apart = true;
    kick();
  };
  return {
    kick,
    kickSetApart,
    compare(held) {
      if (held <= running.size) return;
      sweeping = true;
      kick();
    },
    cancel(executions) {
      for (const { id, by } of executions) running.get(id)?.stop.abort(new StopReason("cancelled", cancelledText(by)));
    },
    pause(until) {
      paused = true;
      wake?.();
      takeBackDeadline?.();
      takeBackDeadline = deps.deadlines.add(until, () =>
        stopAll(new StopReason("stopping", "The node is drained, and its time is over.")),
      );
    },
    resume() {
      paused = false;
      takeBackDeadline?.();
      kick();
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
    get claimedPerMinute() {
      return rate.perMinute();
    },
  };
}
