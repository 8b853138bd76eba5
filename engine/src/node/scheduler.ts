/**
 * What a node does as a scheduler: it plans and decides slots, closes windows, tells ends, and does what the database needs
 * done in the background. Each may be asked for from many sides and is done once at a time.
 */
import type { DueSource } from "@belfry/store";
import { createAlertSource } from "../alerts/alert-source.ts";
import { createFailureSource } from "../failures/failure-source.ts";
import { createBackfillSource } from "../grid/backfill/backfill-source.ts";
import { createFreshnessSource } from "../grid/freshness/freshness-source.ts";
import { createCellSource } from "../grid/work/cell-source.ts";
import { lookAfterGates } from "../limits/look-after-gates.ts";
import { expire, type Retention } from "../retention/expire.ts";
import { decideSlots } from "../slots/decide-slots.ts";
import { planSlots, REPLAN_MS } from "../slots/plan-slots.ts";
import type { TickResult } from "../sql/nodes/tick.ts";
import { countStatistics } from "../statistics/count-statistics.ts";
import { createOutcomeSource, createWindowSource, type SourceOptions } from "./due-sources.ts";
import { earliest } from "./earliest.ts";
import { createKick } from "./kick.ts";
import { createMaintenance } from "./maintenance.ts";
import type { NodeDeps } from "./node-deps.ts";
import { createRecurring } from "./recurring.ts";

export interface Scheduler {
  readonly sources: readonly DueSource[];
  /** Extends the plans of schedules. */
  plan(): void;
  /** Looks for gates that nobody opened. */
  lookAtGates(): void;
  /** Does what is due of the hourly work. Never rejects. */
  maintain(now: Date): Promise<void>;
  /** Begins what is due by a tick; returns when something of it is due next. */
  look(tick: TickResult): Date | undefined;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface SchedulerOptions extends SourceOptions {
  readonly retention: Retention;
  /** Makes the pulse look now. */
  readonly wake: () => void;
}

/** How often somebody looks for gates that nobody opened: only a node of an older version leaves any. */
const LOOK_AT_GATES_EVERY_MS = 30_000;
/** How often what ended is counted: whoever reads the statistics adds what ended since. */
const COUNT_EVERY_MS = 300_000;

export function createScheduler(deps: NodeDeps, options: SchedulerOptions): Scheduler {
  const { store, bus, hooks } = deps;
  const { takes, fail } = options;
  const plan = createKick(async () => {
    let moved = false;
    while (takes() && (await planSlots(deps)) > 0) moved = true;
    // Only then is there something new to wait for; waking without it would plan and wake for ever beside a busy planner.
    if (moved) options.wake();
  }, fail("plan"));
  const decide = createKick(async () => {
    for (let more = true; more && takes();) {
      const result = await decideSlots(deps);
      more = result.more;
      if (result.decided > 0) bus.tell("queue");
    }
  }, fail("decide"));
  const maintenance = createMaintenance({
    store,
    onError: fail("maintenance"),
    async expire(isStopped) {
      const before = await expire({ store, files: deps.services.files, retention: options.retention, isStopped });
      if (!isStopped()) await hooks.onExpire?.(before);
    },
  });
  const statistics = createRecurring({
    everyMs: COUNT_EVERY_MS,
    work: (isStopped) => countStatistics({ store, timeZone: deps.services.timeZone, isStopped }),
    onError: fail("count"),
  });
  const lookAtGates = createKick(async () => {
    if (await lookAfterGates(store)) bus.tell("queue");
  }, fail("gates"));
  const gates = createRecurring({
    everyMs: LOOK_AT_GATES_EVERY_MS,
    work: async () => lookAtGates(),
    onError: fail("gates"),
  });
  const { alertSettings } = hooks;
  const onWritten = (grid: string) => {
    bus.tell("cells");
    deps.feed.changed("grids", grid);
  };
  const sources = [
    createWindowSource(deps, options),
    createOutcomeSource(deps, { ...options, onWoken: decide }),
    createFailureSource(deps),
    createCellSource(deps, options),
    createFreshnessSource(deps, options),
    createBackfillSource(deps, { ...options, onWritten }),
    ...(alertSettings === undefined
      ? []
      : [createAlertSource({ ...deps, timeZone: deps.services.timeZone, settings: alertSettings })]),
  ];

  return {
    sources,
    plan,
    lookAtGates,
    maintain: (now) => maintenance.look(now),
    look(tick) {
      void maintenance.look(tick.now);
      void statistics.look(tick.now);
      if (tick.atGates) void gates.look(tick.now);
      if (tick.nextSlot !== null && tick.nextSlot <= tick.now) decide();
      const replanAt = replanTime(tick);
      if (replanAt !== undefined && replanAt <= tick.now) plan();
      return earliest(tick.nextSlot, replanAt);
    },
    async stop() {
      const works = [plan, decide, maintenance, statistics, gates, lookAtGates, ...sources];
      await Promise.all(works.map((work) => work.stop()));
    },
  };
}

/** When a plan is to be extended next; nothing while none is. */
function replanTime({ now, plannedUntil }: TickResult): Date | undefined {
  if (plannedUntil instanceof Date) return new Date(plannedUntil.getTime() - REPLAN_MS);
  // A plan that a node of an older version wrote says nothing of this; were it passed over, no plan would be extended.
  return plannedUntil === Number.NEGATIVE_INFINITY ? now : undefined;
}
