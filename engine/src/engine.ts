import type { Plugin } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { createAlertPart } from "./alerts/alert-part.ts";
import { noAudit } from "./audit.ts";
import { createBacklog } from "./back-pressure/backlog.ts";
import { createBreakerPart } from "./breakers/breaker-part.ts";
import { createConnections } from "./breakers/connections.ts";
import { createCalendarCache } from "./calendars/calendar-cache.ts";
import { createCalendarPart } from "./calendars/calendar-part.ts";
import type { Engine } from "./engine-api.ts";
import type { EngineCore } from "./engine-core.ts";
import type { EngineHooks } from "./engine-hooks.ts";
import { openBus } from "./events/bus.ts";
import { openChangeFeed } from "./events/change-feed.ts";
import { createFailurePart } from "./failures/failure-part.ts";
import { createExplainPart } from "./explain/explain-part.ts";
import { createDryRunPart } from "./dry-run/dry-run-part.ts";
import { createFeedPart } from "./feeds/feed-part.ts";
import { createEventBus } from "./events/engine-events.ts";
import { createExecutionPart } from "./executions/execution-part.ts";
import { noFaults, type Faults } from "./fault-points.ts";
import { createEventPart } from "./incoming/event-part.ts";
import { createEventTriggers } from "./incoming/event-triggers.ts";
import { createGrids } from "./grid/action-grids.ts";
import { createGridBackfillPart } from "./grid/backfill/backfill-part.ts";
import { createGridFreshnessPart } from "./grid/freshness/freshness-part.ts";
import { createGridPart } from "./grid/grid-part.ts";
import { createGridWorkPart } from "./grid/work/grid-work-part.ts";
import { createLimitPart } from "./limits/limit-part.ts";
import { createLogWriter } from "./logs/log-writer.ts";
import { DEFAULT_LIVES } from "./poison/poison.ts";
import { buildOf } from "./node/build-of.ts";
import type { NodeRole } from "./nodes-part/node-view.ts";
import { createOtherBuilds } from "./nodes-part/other-builds.ts";
import { createNodePart } from "./nodes-part/node-part.ts";
import { defaultReserved, type ReservedShares } from "./node/claim-room.ts";
import type { NodeOptions } from "./node/node-deps.ts";
import { startNode, type EngineNode } from "./node/node.ts";
import { erasePersonInEngine, findPersonInEngine } from "./personal-data/erase-person.ts";
import { tellAccepted } from "./incoming/tell-accepted.ts";
import { createRecordPart } from "./records/record-part.ts";
import { createKnownNames } from "./resources/known-names.ts";
import { createConnectionRates } from "./rates/connection-rates.ts";
import { createRegistry } from "./registry.ts";
import { defaultRetention, type Retention } from "./retention/expire.ts";
import { createRuleCache } from "./rules/rule-cache.ts";
import { createLifeCyclePart } from "./rules/life-cycle-part.ts";
import { createRulePart } from "./rules/rule-part.ts";
import type { ActionServices } from "./run/action-services.ts";
import { createScopePart } from "./scope-part.ts";
import { createSchedules } from "./slots/schedule.ts";
import { createStatisticsPart } from "./statistics/statistics-part.ts";
import { selectInstallation } from "./sql/installation/select-installation.ts";
import { createVariablePart } from "./variables/variable-part.ts";
import { createWhatIfPart } from "./what-if/what-if-part.ts";

export interface EngineDeps {
  readonly store: Store;
  readonly plugins: readonly Plugin[];
  readonly services: ActionServices;
  readonly hooks?: EngineHooks;
  readonly faults?: Faults;
  /** From 0 to 1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
}

export interface EngineOptions {
  /** What this node does; `api` is only shown. @default scheduler and worker */
  readonly roles?: readonly NodeRole[];
  /** How many executions this node runs at once. @default 50 */
  readonly concurrency?: number;
  /** How much of that each band of priorities has for itself, in percent. @default urgent 20, normal 10, low 5 */
  readonly reserved?: ReservedShares;
  /** How many executions may wait before nothing more is accepted from outside. @default 100_000 */
  readonly backlog?: number;
  /** @default "0" */
  readonly version?: string;
  /** How long the main thread may stand still before the process is ended, in milliseconds. @default 8_000 */
  readonly hangMs?: number;
  /** How long another node may be silent before it is taken for dead, in milliseconds. @default 12_000 */
  readonly silentMs?: number;
  /** How long running actions get to end when the node stops, in milliseconds. @default 10_000 */
  readonly graceMs?: number;
  /** So many nodes may die below an execution, one after the other, before it is set aside as failed. @default 4 */
  readonly maxLives?: number;
  /** How long what grows with every run is kept. @default executions 180 days, datasets 7 */
  readonly retention?: Retention;
}

/** How long a node that lost its place waits before it begins anew. */
const RESTART_MS = 500;

/** Builds the engine on a migrated database. It answers questions at once; it plans and runs after `start`. */
export async function createEngine(deps: EngineDeps, options: EngineOptions = {}): Promise<Engine> {
  const { store, services } = deps;
  const registry = createRegistry(deps.plugins);
  const events = createEventBus();
  const fail = (where: string) => (error: unknown) => events.emit("engine.error", { where, error });
  const bus = await openBus(store, fail("notify"));
  const feed = await openChangeFeed({ store, events, onError: fail("changes") });
  const build = buildOf(options.version ?? "0", deps.plugins);
  const builds = createOtherBuilds(store, build);
  const calendars = createCalendarCache({ store, bus });
  const rules = createRuleCache({ store, registry, bus, calendars, builds, timeZone: services.timeZone });
  const logs = createLogWriter(store, fail("logs"), (ids) => ids.forEach((id) => feed.changed("executions", id)));
  const installation = await selectInstallation(store);
  const random = deps.random ?? Math.random;
  const connections = createConnections({ store, bus, events, random, onError: fail("breakers") });
  const connectionRates = createConnectionRates({ store, bus });
  const core: EngineCore = {
    store,
    registry,
    services,
    hooks: deps.hooks ?? {},
    audit: deps.hooks?.audit ?? noAudit,
    secondPerson: deps.hooks?.secondPerson,
    bus,
    feed,
    builds,
    rules,
    schedules: createSchedules(registry, services.timeZone),
    calendars,
    backlog: createBacklog({ store, bound: options.backlog ?? 100_000 }),
    connections,
    connectionRates,
    triggers: createEventTriggers({ store, registry, bus, onError: fail("event triggers") }),
    faults: deps.faults ?? noFaults,
    fail,
  };
  const nodeDeps = {
    ...core,
    events,
    logs,
    grids: (execution: { readonly id: number; readonly dueAt: Date }) =>
      createGrids({ ...core, onChanged: (grid) => feed.changed("grids", grid) }, execution),
    installation,
    names: createKnownNames({ store, bus, hooks: deps.hooks ?? {} }),
    random,
    maxLives: options.maxLives ?? DEFAULT_LIVES,
    onAccepted: () => tellAccepted(core),
  };
  const nodeOptions: NodeOptions = {
    roles: options.roles ?? ["scheduler", "worker"],
    version: options.version ?? "0",
    build,
    concurrency: options.concurrency ?? 50,
    reserved: options.reserved ?? defaultReserved,
    hangMs: options.hangMs ?? 8_000,
    silentMs: options.silentMs ?? 12_000,
    graceMs: options.graceMs ?? 10_000,
    retention: options.retention ?? defaultRetention,
  };

  let node: Promise<EngineNode> | undefined;
  let current: EngineNode | undefined;
  let renewing: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const begin = async (before?: EngineNode): Promise<EngineNode> => {
    const lost = () => {
      renewing = beginAnew(fresh).catch(fail("restart"));
    };
    const fresh = await startNode(nodeDeps, nodeOptions, lost, before);
    current = fresh;
    return fresh;
  };
  /** The node lost its place: leave, and come back under a new id as soon as the database lets us. */
  const beginAnew = async (old: EngineNode): Promise<void> => {
    current = undefined;
    await old.stop();
    while (stopping === undefined) {
      node = begin(old);
      const began = await node.then(
        () => true,
        (error: unknown) => (fail("restart")(error), false),
      );
      if (began) return;
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
    }
  };
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      await renewing;
      // A start that failed has already been told to whoever called it.
      await node?.catch(fail("start"));
      await current?.stop();
      await logs.flushed();
      connections.close();
      connectionRates.close();
      await feed.close();
      await bus.close();
    })());

  const rulePart = createRulePart(core);
  return {
    registry,
    events,
    changes: feed,
    ...rulePart,
    ...createLifeCyclePart(core, rulePart),
    ...createExecutionPart(core),
    ...createVariablePart(core),
    ...createCalendarPart(core),
    ...createBreakerPart(core),
    ...createRecordPart(core),
    ...createEventPart(core),
    ...createExplainPart(core),
    ...createFeedPart(core),
    ...createDryRunPart(core),
    ...createFailurePart(core),
    ...createAlertPart(core),
    ...createLimitPart(core),
    ...createGridPart(core),
    ...createGridWorkPart(core),
    ...createGridBackfillPart(core),
    ...createGridFreshnessPart(core),
    ...createNodePart(core),
    ...createScopePart(core),
    ...createWhatIfPart(core),
    ...createStatisticsPart(core),
    findPerson: (texts) => findPersonInEngine(store, texts),
    erasePerson: (texts) => erasePersonInEngine({ store, files: services.files }, texts),
    async start() {
      node ??= begin().catch((error: unknown) => {
        // The next call tries again.
        node = undefined;
        throw error;
      });
      await node;
    },
    stop,
    get node() {
      return current?.id;
    },
    [Symbol.asyncDispose]: stop,
  };
}
