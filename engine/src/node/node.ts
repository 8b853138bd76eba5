/**
 * One node: a process that takes part. It appears when its heartbeat holds its lock and leaves when it stops. When its
 * lock is lost (the database restarted, or others declared it dead), everything it runs is dropped and it begins anew
 * under a new id; what it held is taken over like that of any other dead node.
 */
import { hostname } from "node:os";
import type { DueSource, Store } from "@belfry/store";
import { AppError } from "@belfry/model";
import type { EngineHooks } from "../engine-hooks.ts";
import type { Bus } from "../events/bus.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import { startFeedRunner, type FeedRunner } from "../feeds/feed-runner.ts";
import { closeWindows } from "../incoming/close-windows.ts";
import type { EventTriggers } from "../incoming/event-triggers.ts";
import type { Registry } from "../registry.ts";
import { tellOutcomes } from "../outcomes/tell-outcomes.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import { decideSlots, type DeciderDeps } from "../slots/decide-slots.ts";
import { planSlots, REPLAN_MS, type PlannerDeps } from "../slots/plan-slots.ts";
import { expire, type Retention } from "../retention/expire.ts";
import { insertClockJump } from "../sql/clock/insert-clock-jump.ts";
import { insertNode } from "../sql/nodes/insert-node.ts";
import { nextNodeId } from "../sql/nodes/next-node-id.ts";
import { refreshStatistics } from "../sql/nodes/refresh-statistics.ts";
import { selectBeat } from "../sql/nodes/select-beat.ts";
import type { TickResult } from "../sql/nodes/tick.ts";
import { createDeadlines } from "./deadlines.ts";
import { openWriter } from "./engine-writer.ts";
import { startHeartbeat, type Heartbeat } from "./heartbeat.ts";
import { createKick } from "./kick.ts";
import { createMaintenance } from "./maintenance.ts";
import { createPulse } from "./pulse.ts";
import { hasSessions } from "./session-support.ts";
import { takeOver } from "./take-over.ts";
import { endsWithin, once } from "./wait.ts";
import { createPeerWatch, type Peer } from "./watch-peers.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface NodeOptions {
  readonly roles: readonly ("scheduler" | "worker")[];
  readonly version: string;
  readonly concurrency: number;
  /** How long the main thread may stand still before the process is ended, in milliseconds. */
  readonly hangMs: number;
  /** How long the beat of another node may stand still before it is taken for dead, in milliseconds. */
  readonly silentMs: number;
  /** How long running actions get to end when the node stops, in milliseconds. */
  readonly graceMs: number;
  readonly retention: Retention;
}

export type NodeDeps = Omit<RunnerDeps, "writer" | "deadlines" | "now"> &
  Omit<PlannerDeps & DeciderDeps, "store"> & {
    readonly store: Store;
    readonly bus: Bus;
    readonly events: EngineEventBus;
    readonly hooks: EngineHooks;
    readonly triggers: EventTriggers;
    readonly registry: Registry;
    /** Called after this node accepted events. */
    readonly onAccepted: () => void;
  };

export interface EngineNode {
  readonly id: number;
  stop(): Promise<void>;
}

/** How long a node takes to leave at the most, beyond the time that running actions get. */
const LEAVE_MS = 5_000;

/** Starts a node and resolves when it takes part. `onLost` is called once when it no longer does. */
export async function startNode(
  deps: NodeDeps,
  options: NodeOptions,
  onLost: (reason: string) => void,
): Promise<EngineNode> {
  const { store, events, bus } = deps;
  const isScheduler = options.roles.includes("scheduler");
  const session = await hasSessions(store);
  const id = await nextNodeId(store);
  let lost = false;
  let started = false;
  const lose = (reason: string) => {
    if (lost) return;
    lost = true;
    events.emit("node.lost", { node: id, reason });
    // One that is lost while it starts never took part: its start fails.
    if (started) onLost(reason);
  };
  const heartbeat: Heartbeat = await startHeartbeat({
    url: store.directUrl,
    node: id,
    session,
    hangMs: options.hangMs,
    onLost: lose,
  });
  const newNode = { id, name: hostname(), roles: options.roles, version: options.version, session };
  const bornAt = await insertNode(store, newNode).catch(async (error: unknown) => {
    await heartbeat.stop();
    throw error;
  });

  const deadlines = createDeadlines();
  const fail = (where: string) => (error: unknown) => events.emit("engine.error", { where, error });
  const plan = createKick(async () => {
    let moved = false;
    while ((await planSlots(deps)) > 0) moved = true;
    // Only then is there something new to wait for; waking without it would plan and wake for ever beside a busy planner.
    if (moved) pulse.wake();
  }, fail("plan"));
  const decide = createKick(async () => {
    for (let more = true; more;) {
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
      if (!isStopped()) await deps.hooks.onExpire?.(before);
    },
  });
  const closeDue = createKick(async () => {
    while ((await closeWindows(deps)) > 0) bus.tell("queue");
  }, fail("windows"));
  const windows: DueSource = {
    name: "windows",
    nextDueSql: "(select min(closes_at) from belfry.event_windows where gathers)",
    onDue: closeDue,
  };
  const tellEnds = createKick(async () => {
    for (let more = true; more;) {
      const { told, woken } = await tellOutcomes(deps);
      more = told > 0;
      if (woken) decide();
      if (more) bus.tell("queue");
    }
    bus.tell("windows");
  }, fail("outcomes"));
  const outcomes: DueSource = {
    name: "outcomes",
    nextDueSql: "(select ended_at from belfry.rule_outcomes order by id limit 1)",
    onDue: tellEnds,
  };
  const refresh = createKick(() => refreshStatistics(store), fail("statistics"));
  const giveBack = async (gone: readonly Peer[]): Promise<void> => {
    const taken = await takeOver({ store, onNodesGone: deps.hooks.onNodesGone }, gone);
    // A node that leaves gives back its own: nobody needs to hear of that.
    if (taken.nodes.some((node) => node !== id)) events.emit("node.taken-over", taken);
    if (taken.executions > 0) bus.tell("queue");
  };
  const peers = createPeerWatch({ silentMs: options.silentMs, monotonicMs: () => performance.now() });

  const onTick = async (tick: TickResult): Promise<Date | undefined> => {
    if (!tick.nodes.some((node) => node.id === id)) {
      lose("Other nodes took this one for dead.");
      return undefined;
    }
    const gone = peers.look(tick.nodes).filter((peer) => peer.id !== id);
    if (gone.length > 0) await giveBack(gone);
    worker?.cancel(tick.cancelled);
    worker?.compare(tick.held);
    if (tick.outgrown) refresh();
    if (tick.nextRun instanceof Date && tick.nextRun <= tick.now) worker?.kick();
    feeds?.compare(tick);
    if (!isScheduler) return earliest(tick.nextRun);
    void maintenance.look(tick.now);
    if (tick.nextSlot !== null && tick.nextSlot <= tick.now) decide();
    const replanAt = tick.plannedUntil instanceof Date ? new Date(tick.plannedUntil.getTime() - REPLAN_MS) : undefined;
    if (replanAt !== undefined && replanAt <= tick.now) plan();
    return earliest(tick.nextRun, tick.nextSlot, replanAt);
  };

  const feeds: FeedRunner | undefined = isScheduler
    ? startFeedRunner({ ...deps, deadlines, now: () => pulse.now() }, id)
    : undefined;
  const pulse = createPulse({
    store,
    events,
    deadlines,
    sources: [
      ...(deps.hooks.dueSources ?? []),
      ...(isScheduler ? [windows, outcomes] : []),
      ...(feeds ? [feeds.source] : []),
    ],
    onTick,
  });
  const writer = openWriter({ store, node: id, onRetry: fail("flush") });
  const worker: Worker | undefined = options.roles.includes("worker")
    ? startWorker(
        { ...deps, writer, deadlines, now: () => pulse.now() },
        { node: id, concurrency: options.concurrency },
      )
    : undefined;

  const wake = () => pulse.wake();
  const unsubscribe = [
    bus.on("queue", () => worker?.kick()),
    bus.on("cancel", wake),
    bus.on("clock", wake),
    bus.on("windows", wake),
    bus.on("slots", () => {
      if (isScheduler) plan();
      feeds?.look();
    }),
    bus.on("deliveries", () => deps.hooks.dueSources?.forEach((source) => source.onDue())),
    events.on("clock.jumped", ({ jumpMs }) => void insertClockJump(store, { node: id, jumpMs }).catch(fail("clock"))),
  ];
  const leave = async (): Promise<void> => {
    await pulse.stop();
    await Promise.all([
      plan.stop(),
      decide.stop(),
      closeDue.stop(),
      tellEnds.stop(),
      maintenance.stop(),
      refresh.stop(),
    ]);
    const feedsLeft = lost ? feeds?.drop() : feeds?.stop();
    if (lost) await worker?.drop("The node lost its place.");
    else await worker?.stop(options.graceMs);
    await feedsLeft;
    await writer.drained();
  };
  const stop = async (): Promise<void> => {
    for (const off of unsubscribe) off();
    // A database that is away would hold back a stop for as long; others take over what could not be written back.
    if (!(await endsWithin(leave(), options.graceMs + LEAVE_MS))) fail("stop")(new AppError("DATABASE_UNREACHABLE"));
    await heartbeat.stop();
    if (lost) return;
    // Its row goes last, and with it whatever it could not write back: as if it had died, but at once.
    const own = await selectBeat(store, id);
    if (own !== undefined) await giveBack([{ ...own, alive: false }]);
  };
  const stopOnce = once(() => stop().catch(fail("stop")));

  try {
    await deps.hooks.onNode?.(id);
    // Before the first write, so that today's rows find their partition.
    if (isScheduler) await maintenance.look(bornAt);
    // What is held by nodes that nobody knows any more, not even to remove them.
    await giveBack([]);
    pulse.start(id, bornAt);
    worker?.kick();
    if (lost) throw new Error("The node lost its place while it started.");
    started = true;
  } catch (error) {
    await stopOnce();
    throw error;
  }
  events.emit("node.started", { node: id, session });
  return { id, stop: stopOnce };
}

function earliest(...times: readonly (Date | number | null | undefined)[]): Date | undefined {
  return times.filter((time) => time instanceof Date).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
