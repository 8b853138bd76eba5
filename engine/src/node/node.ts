/**
 * One node: a process that takes part. It appears when its heartbeat holds its lock and leaves when it stops. When its
 * lock is lost (the database restarted, or others declared it dead), everything it runs is dropped and it begins anew
 * under a new id; what it held is taken over like that of any other dead node.
 */
import { hostname } from "node:os";
import { newestMigration } from "@belfry/store";
import { AppError } from "@belfry/model";
import { startFeedRunner, type FeedRunner } from "../feeds/feed-runner.ts";
import type { RunnerDeps } from "../run/execution-frame.ts";
import { insertNode } from "../sql/nodes/insert-node.ts";
import { leaveNode } from "../sql/nodes/leave-node.ts";
import { nextNodeId } from "../sql/nodes/next-node-id.ts";
import { refreshStatistics } from "../sql/nodes/refresh-statistics.ts";
import { refuseExecution } from "../sql/nodes/refuse-execution.ts";
import { selectBeat } from "../sql/nodes/select-beat.ts";
import type { TickResult } from "../sql/nodes/tick.ts";
import { createBreakerSource } from "./due-sources.ts";
import { createDuty, type Drain } from "./duty.ts";
import { createDatabaseClock } from "./database-clock.ts";
import { createDeadlines } from "./deadlines.ts";
import { earliest } from "./earliest.ts";
import { openWriter } from "./engine-writer.ts";
import { startHeartbeat, type Heartbeat } from "./heartbeat.ts";
import { createKick } from "./kick.ts";
import type { NodeDeps, NodeOptions } from "./node-deps.ts";
import { createPulse } from "./pulse.ts";
import { createJumpRecorder } from "./record-jumps.ts";
import { createScheduler } from "./scheduler.ts";
import { hasSessions } from "./session-support.ts";
import { takeOver } from "./take-over.ts";
import { endsWithin, once } from "./wait.ts";
import { createPeerWatch, type Peer } from "./watch-peers.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface EngineNode {
  readonly id: number;
  /** Set while it takes nothing new. */
  readonly drain: Drain | undefined;
  stop(): Promise<void>;
}

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

  const clock = createDatabaseClock((jump) => events.emit("clock.jumped", jump));
  const deadlines = createDeadlines();
  const fail = (where: string) => (error: unknown) => events.emit("engine.error", { where, error });
  const duty = createDuty(born.drain, {
    onDrain: (drain) => void handOver(drain).catch(fail("drain")),
    onResume: () => void takeUp().catch(fail("resume")),
  });
  const takes = () => duty.takes;
  const breakers = createBreakerSource(deps, { takes, fail });
  const scheduler = isScheduler
    ? createScheduler(deps, { retention: options.retention, takes, wake: () => pulse.wake(), fail })
    : undefined;
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
    return earliest(tick.nextRun, scheduler?.look(tick));
  };

  const feeds: FeedRunner | undefined = isScheduler
    ? startFeedRunner({ ...deps, deadlines, now: clock.now }, id)
    : undefined;
  const pulse = createPulse({
    store,
    events,
    deadlines,
    clock,
    sources: [
      ...(deps.hooks.dueSources ?? []),
      breakers,
      ...(scheduler?.sources ?? []),
      ...(feeds ? [feeds.source] : []),
    ],
    build: options.build,
    takes,
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
        { ...deps, writer, deadlines, now: clock.now, isOutOfTouch, leaveToOthers },
        {
          node: id,
          build: options.build,
          concurrency: options.concurrency,
          reserved: options.reserved,
          hear: clock.hear,
        },
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
      if (duty.takes) scheduler?.lookAtGates();
    }),
    bus.on("windows", wake),
    bus.on("cells", wake),
    bus.on("breakers", wake),
    bus.on("nodes", wake),
    bus.on("slots", () => {
      scheduler?.plan();
      feeds?.look();
    }),
    bus.on("deliveries", () => {
      if (duty.takes) deps.hooks.dueSources?.forEach((source) => source.onDue());
    }),
    bus.on("callbacks", () => {
      if (duty.takes) deps.hooks.dueSources?.find(({ name }) => name === "callbacks")?.onDue();
    }),
    events.on("clock.jumped", jumps.noticed),
  ];
  const leave = async (): Promise<void> => {
    // Only shown: a database that is away must not keep the rest from ending.
    const shown = lost ? undefined : leaveNode(store, id).catch(fail("leave"));
    await pulse.stop();
    await Promise.all([scheduler?.stop(), breakers.stop(), refresh.stop()]);
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
    await scheduler?.maintain(bornAt);
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
