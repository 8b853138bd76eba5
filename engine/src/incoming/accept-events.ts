/**
 * Accepting: an event, what it came to at each trigger, and the executions it starts are one transaction. Whoever brought
 * it is told only afterwards, so an accepted event is never lost; and one that is sent again (the same source and id,
 * within the window) is known and starts nothing.
 *
 * Conditions are evaluated before the transaction, with the rules as this node knows them. Inside it the rules' versions
 * are compared; when one has changed, everything is judged anew.
 */
import { createHash } from "node:crypto";
import { refusedLabel, type Scope } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { isTransientDatabaseError, type Store, type Tx } from "@belfry/store";
import type { Faults } from "../fault-points.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import type { NewEventDecision } from "../sql/events/insert-event-decisions.ts";
import { insertEvents } from "../sql/events/insert-events.ts";
import { lockRuleVersions } from "../sql/events/lock-rule-versions.ts";
import { eventDepth } from "../outcomes/chain-depth.ts";
import { takeEventKeys } from "../sql/events/take-event-keys.ts";
import { storableJson } from "../values/storable.ts";
import type { EventTrigger } from "./event-trigger.ts";
import type { EventTriggers } from "./event-triggers.ts";
import { gatherEvents, type JudgedDecision } from "./gather-events.ts";
import { judgeEvent, type EventVerdict } from "./judge-event.ts";
import { startDecisions } from "./start-decisions.ts";
import { wakeWaits } from "./wake-waits.ts";

export interface AcceptOrigin {
  /** Who brought it: the name of a person, a key or a feed. */
  readonly broughtBy: string;
  /** What they are restricted to: it is for the rules they may see and start freely, and for no other. @default nothing */
  readonly scope?: Scope | null;
  /** The trigger through whose own feed it came; it is for that one alone. @default any that matches */
  readonly triggerId?: number;
  /** Within what source and id are unique, where that outlives the trigger. @default the trigger */
  readonly feed?: string;
  /** The event that is looked at again; its source and id are then not asked. */
  readonly replayOf?: number;
  /** How many events and calls led to it. @default 0 */
  readonly depth?: number;
  /** Called before the transaction with the rules that would start something; it rejects when nothing is to be accepted. */
  readonly demandRoom?: (ruleIds: readonly number[]) => Promise<void>;
  /** Called at the end of the transaction, with what was accepted. */
  readonly onWritten?: (tx: Tx, accepted: readonly AcceptedEvent[]) => Promise<void>;
}

export interface AcceptedEvent {
  readonly id: number;
  /** Whether the same event had been accepted before. Then nothing was started now. */
  readonly duplicate: boolean;
  readonly decisions: readonly Omit<NewEventDecision, "eventId">[];
  /** Whether some trigger keeps it for now, together with others. */
  readonly gathered: boolean;
}

export interface AcceptDeps {
  readonly store: Store;
  readonly rules: RuleCache;
  readonly triggers: EventTriggers;
  readonly faults: Faults;
}

/** How long the source and id of an event are remembered. */
const KEY_HOURS = 7 * 24;
const MOST_TRIES = 5;

/** A rule changed between the judgement and the transaction. */
class RulesChanged extends Error {}

/** Accepts events, all or none. The caller tells the queue afterwards. */
export async function acceptEvents(
  deps: AcceptDeps,
  incoming: readonly IncomingEvent[],
  origin: AcceptOrigin,
): Promise<AcceptedEvent[]> {
  const events = incoming.map(storableJson);
  // Once for all tries: one whose commit happened and whose answer was lost must be known again.
  const replay = origin.replayOf === undefined ? null : [origin.replayOf, crypto.randomUUID()];
  for (let tries = 1; ; tries += 1) {
    try {
      const verdicts = await judge(deps, events, origin, tries > 1);
      await origin.demandRoom?.(startingRules(verdicts));
      const accepted = await deps.store.transaction((tx) => write(deps, tx, { events, verdicts, origin, replay }));
      await deps.faults.at("after-accept-commit");
      return accepted;
    } catch (error) {
      // The latter: a row met the partition of its day while it was made. What was accepted after all is known by its key.
      const repeats = error instanceof RulesChanged || isTransientDatabaseError(error);
      if (!repeats || tries === MOST_TRIES) throw error;
    }
  }
}

function startingRules(verdicts: readonly (readonly EventVerdict[])[]): number[] {
  const starts = verdicts.flatMap((ofEvent) =>
    ofEvent.flatMap(({ start }) => (start === undefined ? [] : [start.rule.id])),
  );
  return [...new Set(starts)];
}

/** What each event comes to, at each trigger it is for. */
async function judge(
  deps: AcceptDeps,
  events: readonly IncomingEvent[],
  { triggerId, depth = 0, scope = null }: AcceptOrigin,
  fresh: boolean,
): Promise<EventVerdict[][]> {
  const now = await selectNow(deps.store);
  const triggers = (await knownTriggers(deps, triggerId, fresh)).filter((trigger) => mayStart(trigger, scope));
  const isFor = (event: IncomingEvent) =>
    triggers.filter((trigger) => (triggerId === undefined ? trigger.matches(event) : trigger.triggerId === triggerId));
  const judged: EventVerdict[][] = [];
  for (const event of events) {
    const verdicts: EventVerdict[] = [];
    const judgedEvent = { event, depth: eventDepth(event, depth) };
    for (const trigger of isFor(event)) verdicts.push(await judgeEvent(deps.rules, trigger, judgedEvent, now));
    judged.push(verdicts);
  }
  return judged;
}

/** One so new that it is not among those that were read is asked for: without it the event would start nothing. */
async function knownTriggers(
  deps: AcceptDeps,
  triggerId: number | undefined,
  fresh: boolean,
): Promise<readonly EventTrigger[]> {
  const triggers = await deps.triggers.current(fresh);
  const isKnown = triggerId === undefined || triggers.some((trigger) => trigger.triggerId === triggerId);
  return isKnown ? triggers : deps.triggers.current(true);
}

/** A rule of which somebody may give certain inputs only is not started by what they say in an event. */
function mayStart({ rule, labels }: EventTrigger, scope: Scope | null): boolean {
  return scope === null || (refusedLabel(labels, scope) === undefined && !Object.hasOwn(scope.inputs, rule));
}

interface Judged {
  readonly events: readonly IncomingEvent[];
  readonly verdicts: readonly (readonly EventVerdict[])[];
  readonly origin: AcceptOrigin;
  /** What tells a look again at an event from the event itself, and from every other look. */
  readonly replay: readonly unknown[] | null;
}

async function write(deps: AcceptDeps, tx: Tx, { events, verdicts, origin, replay }: Judged): Promise<AcceptedEvent[]> {
  const taken = await takeEventKeys(
    tx,
    events.map((event) => hashOf(event, origin, replay)),
    KEY_HOURS,
  );
  const isFirst = (place: number) =>
    taken[place]?.fresh === true && taken.findIndex(({ id }) => id === taken[place]?.id) === place;
  const decisions = verdicts.flatMap((ofEvent, place): JudgedDecision[] => {
    const id = taken[place]?.id;
    return !isFirst(place) || id === undefined ? [] : ofEvent.map((verdict) => ({ ...verdict, eventId: id }));
  });
  await checkVersions(tx, decisions);
  await insertEvents(
    tx,
    events.flatMap((event, place) => {
      const id = taken[place]?.id;
      return isFirst(place) && id !== undefined
        ? [{ ...newEvent(event, id, origin), matched: (verdicts[place]?.length ?? 0) > 0 }]
        : [];
    }),
  );
  const settled = await gatherEvents(tx, decisions);
  const written = await startDecisions(tx, settled);
  await wakeWaits(
    tx,
    events.filter((_event, place) => isFirst(place)),
    { depth: origin.depth ?? 0, timeZone: deps.rules.timeZone, scope: origin.scope ?? null },
  );
  const accepted = taken.map(({ id }, place) => ({
    id,
    duplicate: !isFirst(place),
    decisions: written.flatMap(({ eventId, ...rest }) => (isFirst(place) && eventId === id ? [rest] : [])),
    gathered: decisions.some(
      ({ eventId, trigger }) => eventId === id && (trigger.gathering?.kind ?? "throttle") !== "throttle",
    ),
  }));
  await origin.onWritten?.(tx, accepted);
  await deps.faults.at("before-accept-commit");
  return accepted;
}

async function checkVersions(tx: Tx, decisions: readonly JudgedDecision[]): Promise<void> {
  const judged = new Map(decisions.map(({ trigger }) => [trigger.ruleId, trigger.ruleVersion]));
  const present = await lockRuleVersions(tx, [...judged.keys()]);
  const same = present.filter(({ id, version, enabled }) => enabled && judged.get(id) === version);
  if (same.length !== judged.size) throw new RulesChanged();
}

function newEvent(event: IncomingEvent, id: number, { broughtBy, triggerId, replayOf, depth }: AcceptOrigin) {
  return {
    id,
    source: event.source,
    eventId: event.id,
    type: event.type,
    subject: event.subject ?? null,
    occurredAt: event.occurredAt ?? null,
    attributes: event.attributes ?? {},
    data: event.data ?? null,
    broughtBy,
    triggerId: triggerId ?? null,
    replayOf: replayOf ?? null,
    depth: eventDepth(event, depth ?? 0),
  };
}

/**
 * What names an event once and for all. Feeds are apart from each other: two queues may use the same ids. So is who is
 * restricted: an id that they sent first must not keep the event from the rules of others.
 */
function hashOf(
  event: IncomingEvent,
  { triggerId, feed, scope = null }: AcceptOrigin,
  replay: Judged["replay"],
): Buffer {
  const within = feed ?? triggerId ?? null;
  return createHash("sha256")
    .update(JSON.stringify([within, event.source, event.id, replay, ...(scope === null ? [] : [scope])]))
    .digest();
}
