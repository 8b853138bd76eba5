import { AppError, type Calendar } from "@belfry/model";
import type { Plugin } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";
import { noAudit } from "./audit.ts";
import type { Engine, EngineHooks } from "./engine-api.ts";
import { getCalendar, listCalendars } from "./calendars/calendar-views.ts";
import { removeCalendar, saveCalendar } from "./calendars/change-calendar.ts";
import { movePlanned } from "./calendars/move-planned.ts";
import { createCalendarCache } from "./calendars/calendar-cache.ts";
import { openBus } from "./events/bus.ts";
import { openChangeFeed } from "./events/change-feed.ts";
import { createEventBus } from "./events/engine-events.ts";
import { cancelExecution } from "./executions/cancel-execution.ts";
import { executionLogs, getExecution, listExecutions } from "./executions/read-executions.ts";
import { retryExecution } from "./executions/retry-execution.ts";
import { triggerRule } from "./executions/trigger-rule.ts";
import { noFaults, type Faults } from "./fault-points.ts";
import { acceptEvents } from "./incoming/accept-events.ts";
import { createEventTriggers } from "./incoming/event-triggers.ts";
import { getEvent, listEvents } from "./incoming/read-events.ts";
import { receiveHook } from "./incoming/receive-hook.ts";
import { replayDeadLetter } from "./incoming/replay-dead-letter.ts";
import { replayEvent } from "./incoming/replay-event.ts";
import { createLogWriter } from "./logs/log-writer.ts";
import { startNode, type EngineNode, type NodeOptions } from "./node/node.ts";
import { erasePersonInEngine, findPersonInEngine } from "./personal-data/erase-person.ts";
import { createRegistry } from "./registry.ts";
import { defaultRetention, type Retention } from "./retention/expire.ts";
import { checkRule } from "./rules/check-rule.ts";
import { demandAll, hindrancesOf } from "./rules/hindrances.ts";
import { createRuleCache } from "./rules/rule-cache.ts";
import { getRule, listRules, nextFireTimes } from "./rules/rule-views.ts";
import { saveRule } from "./rules/save-rule.ts";
import { setReleasedStatus, setRuleStatus } from "./rules/set-rule-status.ts";
import { testCondition } from "./rules/test-condition.ts";
import type { ActionServices } from "./run/action-services.ts";
import { listSlots, reconcileSlots } from "./slots/read-slots.ts";
import { createSchedules } from "./slots/schedule.ts";
import { selectArtifact } from "./sql/artifacts/select-artifact.ts";
import { insertDeadLetters } from "./sql/events/insert-dead-letters.ts";
import { selectDeadLetters } from "./sql/events/select-dead-letters.ts";
import { selectEventDecisions } from "./sql/events/select-event-decisions.ts";
import { settleDeadLetter } from "./sql/events/settle-dead-letter.ts";
import { selectInstallation } from "./sql/installation/select-installation.ts";
import { isEventInScope } from "./sql/scope/is-event-in-scope.ts";
import { isArtifactInScope } from "./sql/scope/is-artifact-in-scope.ts";
import { isExecutionInScope } from "./sql/scope/is-execution-in-scope.ts";
import { isRuleInScope } from "./sql/scope/is-rule-in-scope.ts";
import { selectVariables } from "./sql/variables/select-variables.ts";
import { storableJson } from "./values/storable.ts";
import { removeVariable, setVariables } from "./variables/change-variables.ts";

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
  /** What this node does. @default scheduler and worker */
  readonly roles?: readonly ("scheduler" | "worker")[];
  /** How many executions this node runs at once. @default 50 */
  readonly concurrency?: number;
  /** @default "0" */
  readonly version?: string;
  /** How long the main thread may stand still before the process is ended, in milliseconds. @default 8_000 */
  readonly hangMs?: number;
  /** How long another node may be silent before it is taken for dead, in milliseconds. @default 12_000 */
  readonly silentMs?: number;
  /** How long running actions get to end when the node stops, in milliseconds. @default 10_000 */
  readonly graceMs?: number;
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
  const rules = createRuleCache({ store, registry, bus, timeZone: services.timeZone });
  const schedules = createSchedules(registry, services.timeZone);
  const logs = createLogWriter(store, fail("logs"));
  const installation = await selectInstallation(store);
  const calendars = createCalendarCache({ store, bus });
  const views = { store, registry, timeZone: services.timeZone, calendars };
  const audit = deps.hooks?.audit ?? noAudit;
  const secondPerson = deps.hooks?.secondPerson;
  const changes = { store, registry, schedules, rules, audit, secondPerson };
  const faults = deps.faults ?? noFaults;
  const random = deps.random ?? Math.random;
  const calendarDeps = {
    store,
    audit,
    movePlanned: (tx: Tx, calendar: Calendar) => movePlanned(tx, calendar, services.timeZone),
  };
  const triggers = createEventTriggers({ store, registry, bus, onError: fail("event triggers") });
  const nodeDeps = {
    triggers,
    calendars,
    store,
    rules,
    services,
    events,
    bus,
    faults,
    logs,
    installation,
    random,
    schedules,
    secondPerson,
    hooks: deps.hooks ?? {},
  };
  const nodeOptions: NodeOptions = {
    roles: options.roles ?? ["scheduler", "worker"],
    version: options.version ?? "0",
    concurrency: options.concurrency ?? 50,
    hangMs: options.hangMs ?? 8_000,
    silentMs: options.silentMs ?? 12_000,
    graceMs: options.graceMs ?? 10_000,
    retention: options.retention ?? defaultRetention,
  };

  const tellAccepted = () => {
    bus.tell("queue");
    bus.tell("windows");
    feed.changed("events");
  };

  let node: Promise<EngineNode> | undefined;
  let current: EngineNode | undefined;
  let renewing: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const begin = async (): Promise<EngineNode> => {
    const fresh = await startNode(nodeDeps, nodeOptions, () => {
      renewing = beginAnew(fresh).catch(fail("restart"));
    });
    current = fresh;
    return fresh;
  };
  /** The node lost its place: leave, and come back under a new id as soon as the database lets us. */
  const beginAnew = async (old: EngineNode): Promise<void> => {
    current = undefined;
    await old.stop();
    while (stopping === undefined) {
      node = begin();
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
      await feed.close();
      await bus.close();
    })());

  const named = { secretNames: deps.hooks?.secretNames, calendars };
  return {
    registry,
    events,
    changes: feed,
    checkRule: (input) => [...checkRule(registry, input).problems],
    async saveRule(input, change) {
      const { rule, problems } = checkRule(registry, input);
      if (rule === undefined) throw new AppError("RULE_INVALID", { problems });
      const warnings = await hindrancesOf(named, rule);
      const outcome = await saveRule(changes, rule, change, warnings);
      bus.tell("config");
      bus.tell("slots");
      return { rule: await getRule(views, rule.rule), outcome, warnings };
    },
    testCondition: (condition, values) => testCondition(views, condition, values),
    listRules: (filter) => listRules(views, filter ?? {}),
    getRule: (slug) => getRule(views, slug),
    async setRuleStatus(slug, status, change) {
      if (status === "enabled") await demandAll(named, await getRule(views, slug));
      const approval = await setRuleStatus(changes, slug, status, change);
      bus.tell("slots");
      return { ...(await getRule(views, slug)), approval: approval ?? null };
    },
    setReleasedStatus: (tx, slug, change) => setReleasedStatus(changes, tx, slug, change),
    nextFireTimes: (slug, count) => nextFireTimes(views, slug, count),
    async triggerRule(slug, start) {
      const result = await triggerRule(changes, slug, start);
      bus.tell("queue");
      return result;
    },
    listExecutions: (filter) => listExecutions(store, filter),
    getExecution: (id) => getExecution(store, id),
    executionLogs: (id, range) => executionLogs(store, id, range),
    async cancelExecution(id, { by }) {
      await cancelExecution(changes, id, by);
      bus.tell("cancel");
      bus.tell("queue");
      return getExecution(store, id);
    },
    async retryExecution(id, { by }) {
      await getExecution(store, id);
      await retryExecution(changes, id, by);
      bus.tell("queue");
      return getExecution(store, id);
    },
    listSlots: (slug, range) => listSlots({ store, schedules }, slug, range),
    reconcileSlots: (slug) => reconcileSlots({ store, schedules }, slug),
    listVariables: () => selectVariables(store),
    async setVariables(values, { by }) {
      await setVariables(changes, values, by);
      rules.forgetVariables();
      bus.tell("config");
    },
    async removeVariable(name, { by }) {
      await removeVariable(changes, name, by);
      rules.forgetVariables();
      bus.tell("config");
    },
    async getArtifact(id) {
      const artifact = await selectArtifact(store, id);
      if (artifact === undefined) throw new AppError("ARTIFACT_NOT_FOUND", { artifact: id });
      const { mediaType, name, bytes } = artifact;
      return { ...artifact, path: await services.files.artifactPath({ $artifact: id, name, mediaType, bytes }) };
    },
    isInScope(thing, scope) {
      if ("rule" in thing) return isRuleInScope(store, thing.rule, scope);
      if ("eventId" in thing) return isEventInScope(store, thing.eventId, scope);
      if ("executionId" in thing) return isExecutionInScope(store, thing.executionId, scope);
      return isArtifactInScope(store, thing.artifactId, scope);
    },
    listCalendars: () => listCalendars(views),
    getCalendar: (name, scope = null) => getCalendar(views, name, scope),
    async saveCalendar(input, save) {
      const saved = await saveCalendar(calendarDeps, input, save);
      calendars.forget();
      bus.tell("config");
      bus.tell("slots");
      return getCalendar(views, saved.calendar, null);
    },
    async removeCalendar(name, { by }) {
      await removeCalendar(calendarDeps, name, by);
      calendars.forget();
      bus.tell("config");
    },
    async acceptEvents(incoming, origin) {
      const accepted = await acceptEvents({ store, rules, triggers, faults }, incoming, origin);
      tellAccepted();
      return accepted;
    },
    listEvents: (filter = {}) => listEvents(store, filter),
    getEvent: (id, scope) => getEvent(store, id, scope),
    async replayEvent(id, { by }) {
      const accepted = await replayEvent({ store, rules, triggers, faults, audit }, id, by);
      tellAccepted();
      return accepted;
    },
    keepDeadLetters: (letters) => insertDeadLetters(store, letters.map(storableJson)),
    listDeadLetters: ({ state, before, limit } = {}) =>
      selectDeadLetters(store, { state: state ?? null, before: before ?? null, limit: limit ?? 50 }),
    async replayDeadLetter(id, replay) {
      const accepted = await replayDeadLetter({ store, rules, triggers, faults, registry, audit }, id, replay);
      tellAccepted();
      return accepted;
    },
    dismissDeadLetter: (id, { by }) =>
      store.transaction(async (tx) => {
        const letter = await settleDeadLetter(tx, id, { state: "dismissed", by: by.name });
        if (letter === undefined) throw new AppError("DEAD_LETTER_NOT_FOUND", { deadLetter: id });
        const subject = { kind: "dead-letter", id: String(id) };
        await audit(tx, { by, action: "deadletters.dismiss", subject, outcome: "done" });
      }),
    eventDecisions: (eventIds, scope) => selectEventDecisions(store, eventIds, scope),
    async receiveHook(address, request) {
      const onError = fail(`the webhook ${address.rule}/${address.trigger}`);
      const hookDeps = { store, rules, triggers, faults, registry, secret: services.secret, onError };
      const outcome = await receiveHook(hookDeps, address, request);
      if (outcome.kind === "accepted") tellAccepted();
      if (outcome.kind === "unreadable") feed.changed("events");
      return outcome;
    },
    findPerson: (texts) => findPersonInEngine(store, texts),
    erasePerson: (texts) => erasePersonInEngine({ store, files: services.files }, texts),
    tellQueue: () => bus.tell("queue"),
    tellRules: () => bus.tell("slots"),
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
