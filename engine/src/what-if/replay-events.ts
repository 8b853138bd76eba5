/**
 * The events that came in, at the triggers of an edited rule. Conditions see the data that came in, at the time it came in;
 * what is gathered is gathered by those times. An event that was not for the rule when it came in, though its trigger
 * matched (its sender may not start it), stays so.
 */
import { DEEPEST_CHAIN } from "../outcomes/chain-depth.ts";
import type { EngineCore } from "../engine-core.ts";
import { step, type ExplainStep } from "../explain/explanation.ts";
import { incomingOf } from "../explain/match-steps.ts";
import { compileEventOptions, matcherOf, type EventOptions } from "../incoming/event-trigger.ts";
import { eventView } from "../incoming/event-view.ts";
import { evaluateCondition, evaluateTriggerCondition } from "../rules/evaluate-condition.ts";
import { ownConfig } from "../slots/own-config.ts";
import type { EventRecord } from "../sql/events/select-event.ts";
import { scopeStepsOf } from "./condition-why.ts";
import type { EditedRule, EditedTrigger } from "./edited-rule.ts";
import type { History } from "./history.ts";
import type { Outcome } from "./outcome.ts";
import type { Patience } from "./patience.ts";
import type { PastEvents } from "./read-events.ts";
import { createReplayWindows, type ClosedWindow, type ReplayWindows } from "./replay-windows.ts";

export interface EventReplay {
  readonly outcomes: readonly Outcome[];
  /** How far it came, when it took too long. */
  readonly stoppedAt: Date | undefined;
}

interface Listening {
  readonly trigger: EditedTrigger;
  readonly options: EventOptions;
  readonly windows: ReplayWindows | undefined;
  isFor(event: EventRecord): boolean;
}

interface Surroundings {
  readonly core: EngineCore;
  readonly edited: EditedRule;
  readonly history: History;
  readonly past: PastEvents;
  readonly patience: Patience;
  readonly until: Date;
}

export async function replayEvents(around: Surroundings): Promise<EventReplay> {
  const { past, patience, until } = around;
  const triggers = listeningTriggers(around);
  const wasFor = realMatchers(around);
  const outcomes: Outcome[] = [];
  if (triggers.length === 0) return { outcomes, stoppedAt: undefined };
  for (const together of cameTogether(past.events)) {
    const [first] = together;
    if (first === undefined) continue;
    if (await patience.isOver()) return { outcomes, stoppedAt: first.receivedAt };
    for (const listening of triggers) {
      outcomes.push(...closed(listening, listening.windows?.close(first.receivedAt)));
      const mine = together.filter((event) => listening.isFor(event) && mayBeFor(around, event, wasFor));
      outcomes.push(...replayTogether(around, listening, mine));
    }
  }
  for (const listening of triggers) outcomes.push(...closed(listening, listening.windows?.close(until)));
  return { outcomes, stoppedAt: undefined };
}

/** Events of one transaction are gathered together. Which they were is not kept; those of one moment and one sender were. */
function* cameTogether(events: readonly EventRecord[]): Generator<EventRecord[]> {
  let group: EventRecord[] = [];
  for (const event of events) {
    const [first] = group;
    const same = first?.receivedAt.getTime() === event.receivedAt.getTime() && first.broughtBy === event.broughtBy;
    if (first !== undefined && !same) {
      yield group;
      group = [];
    }
    group.push(event);
  }
  yield group;
}

function listeningTriggers({ core, edited, history }: Surroundings): Listening[] {
  return edited.triggers.flatMap((trigger): Listening[] => {
    if (trigger.schedule !== undefined) return [];
    const options = compileEventOptions(trigger.config, "trigger", []);
    const windows = options.gathering === undefined ? undefined : createReplayWindows(options.gathering);
    const matches = matcherOf(core.registry, trigger.kind, trigger.config);
    // What came through a feed is for the trigger of the same name, also after an edit.
    const own = new Set(
      history.triggers.filter(({ key, kind }) => key === trigger.key && kind === trigger.kind).map(({ id }) => id),
    );
    const isFor = (event: EventRecord) =>
      event.triggerId === null ? matches(incomingOf(event)) : own.has(event.triggerId);
    return [{ trigger, options, windows, isFor }];
  });
}

/** Whether a trigger that really was there matched an event. */
function realMatchers({ core, history }: Surroundings): (event: EventRecord) => boolean {
  const triggers = history.triggers.flatMap((trigger) => {
    const definition = core.registry.triggers.get(trigger.kind);
    if (definition?.kind !== "match" || !definition.config.safeParse(ownConfig(trigger.config)).success) return [];
    return [{ ...trigger, matches: matcherOf(core.registry, trigger.kind, trigger.config) }];
  });
  return (event) =>
    triggers.some(
      ({ activeFrom, activeUntil, matches }) =>
        activeFrom <= event.receivedAt &&
        (activeUntil === null || activeUntil >= event.receivedAt) &&
        matches(incomingOf(event)),
    );
}

function mayBeFor(
  { past, history }: Surroundings,
  event: EventRecord,
  wasFor: (event: EventRecord) => boolean,
): boolean {
  if (past.decisions.has(event.id) || past.gathered.has(event.id)) return true;
  return history.isEnabled(event.receivedAt) && !(event.triggerId === null && wasFor(event));
}

function replayTogether(around: Surroundings, listening: Listening, events: readonly EventRecord[]): Outcome[] {
  const { trigger, options, windows } = listening;
  const outcomes: Outcome[] = [];
  const groups = new Map<string, EventRecord[]>();
  for (const event of events) {
    const judged = judge(around, listening, event);
    if ("fate" in judged) {
      outcomes.push(judged);
      continue;
    }
    if (windows === undefined) {
      outcomes.push(outcomeOf(trigger, event, "fired"));
      continue;
    }
    const name = JSON.stringify(judged.key) ?? "null";
    groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  if (windows === undefined) return outcomes;
  for (const [key, group] of groups) {
    if (options.gathering?.kind === "throttle")
      outcomes.push(...group.map((event) => throttled(listening, windows, { key, event })));
    else {
      const full = windows.add(
        key,
        group.map(({ id, receivedAt }) => ({ eventId: id, at: receivedAt })),
      );
      outcomes.push(...closed(listening, full === undefined ? [] : [full]));
    }
  }
  return outcomes;
}

function throttled(
  { trigger }: Listening,
  windows: ReplayWindows,
  { key, event }: { readonly key: string; readonly event: EventRecord },
): Outcome {
  const turn = windows.throttle(key, event.receivedAt);
  if (turn.passes) return outcomeOf(trigger, event, "fired");
  const until = turn.until.toISOString();
  return outcomeOf(trigger, event, "rate-limited", () => [
    step("limit.rate", "no", { basis: "now", values: { until } }),
  ]);
}

/** A window that closed: the last of its events fires for all of them. */
function closed({ trigger }: Listening, windows: readonly ClosedWindow[] = []): Outcome[] {
  return windows.flatMap(({ last, others }) => {
    const merged = () => [
      step("fate.merged-event", "no", { basis: "now", values: { into: last.eventId, execution: null } }),
    ];
    return [
      ...others.map(({ eventId, at }) => outcomeOf(trigger, { id: eventId, receivedAt: at }, "merged", merged)),
      outcomeOf(trigger, { id: last.eventId, receivedAt: last.at }, "fired"),
    ];
  });
}

/** What the conditions say of an event: that it fires, with the value by which it belongs to others, or what keeps it. */
function judge(
  { core, edited, past }: Surroundings,
  { trigger, options }: Listening,
  event: EventRecord,
): Outcome | { readonly key: unknown } {
  const depth = event.depth;
  if (depth > DEEPEST_CHAIN) return outcomeOf(trigger, event, "condition-error");
  const view = eventView(incomingOf(event), depth);
  const scope = {
    now: event.receivedAt,
    timezone: core.rules.timeZone,
    trigger: { kind: trigger.kind, id: trigger.key, event: view },
    event: view,
    inputs: edited.rule.inputs.defaults,
    ...edited.names,
  };
  const own = evaluateTriggerCondition({ ...options, config: trigger.config }, scope);
  const verdict = own.kind === "true" ? evaluateCondition(edited.rule, scope) : own;
  if (verdict.kind !== "true")
    return outcomeOf(trigger, event, `condition-${verdict.kind}`, scopeStepsOf(core, verdict, event.receivedAt));
  const busy = past.decisions.get(event.id)?.find((one) => one.key === trigger.key && one.fate === "overlap-skipped");
  const { gate } = edited.rule;
  if (busy !== undefined && gate?.onBusy === "skip" && Number(busy.detail?.["running"]) >= gate.limit) {
    const values = { ...busy.detail, limit: gate.limit };
    return outcomeOf(trigger, event, "overlap-skipped", () => [step("limit.busy", "no", { values })]);
  }
  try {
    return { key: options.key?.(scope) ?? null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return outcomeOf(trigger, event, "condition-error", () => [
      step("condition.trigger-error", "no", { values: { message } }),
    ]);
  }
}

function outcomeOf(
  { key }: EditedTrigger,
  { id, receivedAt }: Pick<EventRecord, "id" | "receivedAt">,
  fate: Outcome["fate"],
  why: () => readonly ExplainStep[] = () => [],
): Outcome {
  return { at: receivedAt, trigger: key, eventId: id, fate, executionId: null, why };
}
