/**
 * One node: a process that takes part. It appears when its heartbeat holds its lock and leaves when it stops. When its
 * lock is lost (the database restarted, or others declared it dead), everything it runs is dropped and it begins anew
 * under a new id; what it held is taken over like that of any other dead node.
 */
import { hostname } from "node:os";
import { newestMigration, type DueSource, type Store } from "@belfry/store";
import { AppError } from "@belfry/model";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { EngineHooks } from "../engine-hooks.ts";
import type { Bus } from "../events/bus.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import { createAlertSource } from "../alerts/alert-source.ts";
import { createFailureSource, type FailureSourceDeps } from "../failures/failure-source.ts";
import { startFeedRunner, type FeedRunner } from "../feeds/feed-runner.ts";
import { closeWindows } from "../incoming/close-windows.ts";
import type { EventTriggers } from "../incoming/event-triggers.ts";
import type { OtherBuilds } from "../nodes-part/other-builds.ts";
import type { NodeRole } from "../nodes-part/node-view.ts";
import type { Registry } from "../registry.ts";
import { tellOutcomes } from "../outcomes/tell-outcomes.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import { decideSlots, type DeciderDeps } from "../slots/decide-slots.ts";
import { planSlots, REPLAN_MS, type PlannerDeps } from "../slots/plan-slots.ts";
import { expire, type Retention } from "../retention/expire.ts";
import { insertNode } from "../sql/nodes/insert-node.ts";
import { leaveNode } from "../sql/nodes/leave-node.ts";
import { nextNodeId } from "../sql/nodes/next-node-id.ts";
import { refreshStatistics } from "../sql/nodes/refresh-statistics.ts";
import { refuseExecution } from "../sql/nodes/refuse-execution.ts";
import { selectBeat } from "../sql/nodes/select-beat.ts";
import type { TickResult } from "../sql/nodes/tick.ts";
import type { ReservedShares } from "./claim-room.ts";
import { createDuty, type Drain } from "./duty.ts";
import { createDeadlines } from "./deadlines.ts";
import { openWriter } from "./engine-writer.ts";
import { startHeartbeat, type Heartbeat } from "./heartbeat.ts";
import { createKick } from "./kick.ts";
import { createMaintenance } from "./maintenance.ts";
import { createPulse } from "./pulse.ts";
import { createJumpRecorder } from "./record-jumps.ts";
import { createRecurring } from "./recurring.ts";
import { hasSessions } from "./session-support.ts";
import { takeOver } from "./take-over.ts";
import { endsWithin, once } from "./wait.ts";
import { lookAfterGates } from "../limits/look-after-gates.ts";
import { countStatistics } from "../statistics/count-statistics.ts";
import { createPeerWatch, type Peer } from "./watch-peers.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface NodeOptions {
  readonly roles: readonly NodeRole[];
  readonly version: string;
  /** The same for nodes that can run the same executions. */
  readonly build: string;
  readonly concurrency: number;
  /** How much of that each band of priorities has for itself, in percent. */
  readonly reserved: ReservedShares;
  /** How long the main thread may stand still before the process is ended, in milliseconds. */
  readonly hangMs: number;
  /** How long the beat of another node may stand still before it is taken for dead, in milliseconds. */
  readonly silentMs: number;
  /** How long running actions get to end when the node stops, in milliseconds. */
  readonly graceMs: number;
  readonly retention: Retention;
}

export type NodeDeps = Omit<RunnerDeps, "writer" | "deadlines" | "now"> &
  Omit<PlannerDeps & DeciderDeps, "store"> &
  FailureSourceDeps & {
    readonly store: Store;
    readonly bus: Bus;
    readonly events: EngineEventBus;
    readonly hooks: EngineHooks;
    readonly triggers: EventTriggers;
    readonly builds: OtherBuilds;
    readonly registry: Registry;
    readonly backlog: Backlog;
    /** Called after this node accepted events. */
    readonly onAccepted: () => void;
  };

export interface EngineNode {
  readonly id: number;
  /** Set while it takes nothing new. */
  readonly drain: Drain | undefined;
  stop(): Promise<void>;
}

/** How often somebody looks for gates that nobody opened: only a node of an older version leaves any. */
const LOOK_AT_GATES_EVERY_MS = 30_000;
/** How often what ended is counted: whoever reads the statistics adds what ended since. */
const COUNT_EVERY_MS = 300_000;

/** Of a node that is not there yet, and of one that is no worker. */
const noLoad = () => ({ running: 0, claimed: 0 });

/** How long a node takes to leave at the most, beyond the time that running actions get. */
const LEAVE_MS = 5_000;

/**
 * Starts a node and resolves when it takes part. `onLost` is called once when it no longer does.
 * @param former what the same process was before it had to begin anew: it stays drained
 */
export async function startNode(
  deps: NodeDeps,
  options: NodeOptions,
  onLost: (reason: string) => void,
  former?: Pick<EngineNode, "id" | "drain">,
): Promise<EngineNode> {
  const { store, events, bus } = deps;
  const isScheduler = options.roles.includes("scheduler");
  const session = await hasSessions(store);
  const id = await nextNodeId(store);
  let lost = false;
  let started = false;
  let load = noLoad;
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
    load: () => load(),
    onLost: lose,
  });
  const born = await insertNode(store, {
    id,
    name: hostname(),
    roles: options.roles,
    version: options.version,
    session,
    build: options.build,
    triggerKinds: [...deps.registry.triggers.keys()],
    schema: await newestMigration(),
    concurrency: options.roles.includes("worker") ? options.concurrency : 0,
    before: former,
  }).catch(async (error: unknown) => {
    await heartbeat.stop();
    throw error;
  });
  const bornAt = born.now;

  const deadlines = createDeadlines();
  const fail = (where: string) => (error: unknown) => events.emit("engine.error", { where, error });
  const duty = createDuty(born.drain, {
    onDrain: (drain) => void handOver(drain).catch(fail("drain")),
    onResume: () => void takeUp().catch(fail("resume")),
  });
  const plan = createKick(async () => {
    let moved = false;
    while (duty.takes && (await planSlots(deps)) > 0) moved = true;
    // Only then is there something new to wait for; waking without it would plan and wake for ever beside a busy planner.
    if (moved) pulse.wake();
  }, fail("plan"));
  const decide = createKick(async () => {
    for (let more = true; more && duty.takes;) {
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
  const closeDue = createKick(async () => {
    while (duty.takes && (await closeWindows(deps)) > 0) bus.tell("queue");
  }, fail("windows"));
  const windows: DueSource = {
    name: "windows",
    nextDueSql: "(select min(closes_at) from belfry.event_windows where gathers)",
    onDue: closeDue,
  };
  const tellEnds = createKick(async () => {
    for (let more = true; more && duty.takes;) {
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
  const lookAtBreakers = createKick(() => deps.connections.look(), fail("breakers"));
  const breakers: DueSource = {
    name: "breakers",
    nextDueSql: "(select min(look_at) from belfry.breakers where state <> 'closed')",
    onDue: lookAtBreakers,
  };
  /** What is done in the background of the database, each by one node at a time. */
  const { alertSettings } = deps.hooks;
  const alerts =
    alertSettings === undefined
      ? []
      : [createAlertSource({ ...deps, timeZone: deps.services.timeZone, settings: alertSettings })];
  const kept = isScheduler ? [createFailureSource(deps), ...alerts] : [];
  const jumps = createJumpRecorder({ store, node: id, onError: fail("clock") });
  const refresh = createKick(() => refreshStatistics(store), fail("statistics"));
  const giveBack = async (gone: readonly Peer[], how: "died" | "left" = "died"): Promise<void> => {
    const taken = await takeOver({ store, onNodesGone: deps.hooks.onNodesGone, maxLives: deps.maxLives }, gone, how);
    // A node that leaves gives back its own: nobody needs to hear of that.
    if (taken.nodes.some((node) => node !== id)) events.emit("node.taken-over", taken);
    if (taken.executions > 0) bus.tell("queue");
    if (taken.suspects > 0) bus.tell("nodes");
  };
  const peers = createPeerWatch({ silentMs: options.silentMs, monotonicMs: () => performance.now() });

  const onTick = async (tick: TickResult): Promise<Date | undefined> => {
    if (!tick.nodes.some((node) => node.id === id)) {
      lose("Other nodes took this one for dead.");
      return undefined;
    }
    duty.see(tick.drain);
    const gone = peers.look(tick.nodes).filter((peer) => peer.id !== id);
    if (gone.length > 0) await giveBack(gone);
    worker?.cancel(tick.cancelled);
    worker?.compare(tick.held);
    if (tick.setApart) worker?.kickSetApart();
    if (tick.outgrown) refresh();
    jumps.look();
    if (tick.nextRun !== null && tick.nextRun <= tick.now) worker?.kick();
    feeds?.compare(tick);
    if (!duty.takes) return undefined;
    if (!isScheduler) return earliest(tick.nextRun);
    void maintenance.look(tick.now);
    void statistics.look(tick.now);
    if (tick.atGates) void gates.look(tick.now);
    if (tick.nextSlot !== null && tick.nextSlot <= tick.now) decide();
    const replanAt = replanTime(tick);
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
      breakers,
      ...(isScheduler ? [windows, outcomes] : []),
      ...kept,
      ...(feeds ? [feeds.source] : []),
    ],
    build: options.build,
    takes: () => duty.takes,
    onTick,
  });
  const writer = openWriter({ store, node: id, onRetry: fail("flush") });
  const leaveToOthers: NonNullable<RunnerDeps["leaveToOthers"]> = async ({ id: execution, epoch }) => {
    if (await refuseExecution(store, { id: execution, epoch, build: options.build })) {
      bus.tell("nodes");
      return "left";
    }
    return { nodes: await deps.builds.describe() };
  };
  // Half of the time: nobody takes it for dead before, and a freeze that begins now ends with a question.
  const isOutOfTouch = () => lost || pulse.sinceAskedMs() > options.silentMs / 2;
  const worker: Worker | undefined = options.roles.includes("worker")
    ? startWorker(
        { ...deps, writer, deadlines, now: () => pulse.now(), isOutOfTouch, leaveToOthers },
        { node: id, build: options.build, concurrency: options.concurrency, reserved: options.reserved },
      )
    : undefined;

  if (worker !== undefined) load = () => ({ running: worker.running, claimed: worker.claimedPerMinute });
  const handOver = async (drain: Drain): Promise<void> => {
    events.emit("node.drained", { node: id, until: drain.until });
    worker?.pause(drain.until);
    await feeds?.pause();
    // Others look for what this one listened to.
    bus.tell("slots");
    bus.tell("nodes");
    await deps.hooks.onDrained?.();
  };
  const takeUp = async (): Promise<void> => {
    events.emit("node.resumed", { node: id });
    worker?.resume();
    feeds?.resume();
    await deps.hooks.onNode?.(id);
    pulse.wake();
  };
  const wake = () => pulse.wake();
  const unsubscribe = [
    bus.on("queue", () => worker?.kick()),
    bus.on("cancel", wake),
    bus.on("clock", wake),
    // The limit of a rule may have been raised.
    bus.on("config", () => {
      if (isScheduler && duty.takes) lookAtGates();
    }),
    bus.on("windows", wake),
    bus.on("breakers", wake),
    bus.on("nodes", wake),
    bus.on("slots", () => {
      if (isScheduler) plan();
      feeds?.look();
    }),
    bus.on("deliveries", () => {
      if (duty.takes) deps.hooks.dueSources?.forEach((source) => source.onDue());
    }),
    events.on("clock.jumped", jumps.noticed),
  ];
  const leave = async (): Promise<void> => {
    // Only shown: a database that is away must not keep the rest from ending.
    const shown = lost ? undefined : leaveNode(store, id).catch(fail("leave"));
    await pulse.stop();
    await Promise.all([
      plan.stop(),
      decide.stop(),
      closeDue.stop(),
      tellEnds.stop(),
      maintenance.stop(),
      statistics.stop(),
      gates.stop(),
      lookAtGates.stop(),
      lookAtBreakers.stop(),
      ...kept.map((source) => source.stop()),
      refresh.stop(),
    ]);
    const feedsLeft = lost ? feeds?.drop() : feeds?.stop();
    if (lost) await worker?.drop("The node lost its place.");
    else await worker?.stop(options.graceMs);
    await feedsLeft;
    await writer.drained();
    await shown;
  };
  const stop = async (): Promise<void> => {
    for (const off of unsubscribe) off();
    // A database that is away would hold back a stop for as long; others take over what could not be written back.
    if (!(await endsWithin(leave(), options.graceMs + LEAVE_MS))) fail("stop")(new AppError("DATABASE_UNREACHABLE"));
    await heartbeat.stop();
    if (lost) return;
    // Its row goes last, and with it whatever it could not write back: as if it had died, but at once.
    const own = await selectBeat(store, id);
    if (own !== undefined) await giveBack([{ ...own, alive: false }], "left");
  };
  const stopOnce = once(() => stop().catch(fail("stop")));

  try {
    if (duty.drain === undefined) await deps.hooks.onNode?.(id);
    else await handOver(duty.drain);
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
  return {
    id,
    get drain() {
      return duty.drain;
    },
    stop: stopOnce,
  };
}

/** When a plan is to be extended next; nothing while none is. */
function replanTime({ now, plannedUntil }: TickResult): Date | undefined {
  if (plannedUntil instanceof Date) return new Date(plannedUntil.getTime() - REPLAN_MS);
  // A plan that a node of an older version wrote says nothing of this; were it passed over, no plan would be extended.
  return plannedUntil === Number.NEGATIVE_INFINITY ? now : undefined;
}

function earliest(...times: readonly (Date | number | null | undefined)[]): Date | undefined {
  return times.filter((time) => time instanceof Date).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
