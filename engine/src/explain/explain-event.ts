import { AppError, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectEvent } from "../sql/events/select-event.ts";
import { selectEventDecisions, type DecisionOfEvent } from "../sql/events/select-event-decisions.ts";
import { selectEventGathering } from "../sql/events/select-event-gathering.ts";
import { selectEventCandidates, type EventCandidate } from "../sql/explain/select-event-candidates.ts";
import { selectVersionAt } from "../sql/explain/select-version-at.ts";
import type { EventDetail } from "../views/event-views.ts";
import { about, step, type Explanation, type ExplainStep } from "./explanation.ts";
import { meaningOf } from "./explain-trigger.ts";
import { keptSteps } from "./fate-steps.ts";
import { expressionOf } from "./kept-condition.ts";
import { incomingOf, matchSteps, nearness } from "./match-steps.ts";

export interface ExplainEventOptions {
  /** Only the triggers of this rule. @default all that the reader may see */
  readonly rule?: string;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
}

/** The most triggers that are compared with an event, and of those that it does not match the most that are shown. */
const MOST_LOOKED_AT = 5_000;
const MOST_SHOWN = 5;

/** What became of an event at each trigger and why, also of one that started nothing. @throws AppError EVENT_NOT_FOUND */
export async function explainEvent(
  core: EngineCore,
  id: number,
  { rule, scope = null }: ExplainEventOptions = {},
): Promise<Explanation> {
  const { store } = core;
  const event = await selectEvent(store, id, scope);
  if (event === undefined) throw new AppError("EVENT_NOT_FOUND", { event: id });
  const kinds = [...core.registry.triggers.values()].filter(({ kind }) => kind !== "schedule").map((one) => one.id);
  const [decided, gathered, candidates] = await Promise.all([
    selectEventDecisions(store, [id], scope),
    selectEventGathering(store, id, scope),
    selectEventCandidates(store, { kinds, at: event.receivedAt, rule: rule ?? null, scope, limit: MOST_LOOKED_AT }),
  ]);
  const decisions = decided.filter((one) => rule === undefined || one.rule === rule);
  const steps: ExplainStep[] = [];
  if (event.replayOf !== null) {
    const links = [{ kind: "event" as const, id: String(event.replayOf) }];
    steps.push(step("event.replayed", "info", { values: { event: event.replayOf }, links }));
  }
  const own = candidates.find(({ triggerId }) => triggerId === event.triggerId);
  if (own !== undefined) steps.push(step("event.of-feed", "info", { values: { rule: own.rule, trigger: own.name } }));
  for (const decision of decisions) steps.push(...(await decisionSteps(core, event, decision, candidates)));
  for (const window of gathered) {
    if (rule !== undefined && window.rule !== rule) continue;
    steps.push(...about(window, gatheredSteps(core, window, candidates)));
  }
  const told = new Set([...decisions, ...gathered].map((one) => `${one.rule} ${one.trigger}`));
  const others = candidates.filter(
    ({ rule: slug, name, activeUntil }) => activeUntil === null && !told.has(`${slug} ${name}`),
  );
  // Where it came to something, what waits for other events is of no interest, unless somebody asks for it by name.
  const farthest = rule === undefined && told.size > 0 ? 0 : Number.POSITIVE_INFINITY;
  steps.push(...otherSteps(core, event, others, { farthest, most: rule === undefined ? MOST_SHOWN : MOST_LOOKED_AT }));
  return { headline: headlineOf(event, decisions, gathered, candidates.length), steps };
}

type EventRecord = NonNullable<Awaited<ReturnType<typeof selectEvent>>>;

function headlineOf(
  { type, source }: EventRecord,
  decisions: readonly DecisionOfEvent[],
  gathered: EventDetail["gatheredBy"],
  looked: number,
): ExplainStep {
  const executions = decisions.flatMap(({ executionId }) => (executionId === null ? [] : [executionId]));
  const links = executions.map((id) => ({ kind: "execution" as const, id: String(id) }));
  const values = { type, source, started: executions.length, looked };
  if (executions.length > 0) return step("event.started", "yes", { values: { ...values, fate: "fired" }, links });
  const [window] = gathered;
  if (window !== undefined) {
    const closesAt = window.closesAt.toISOString();
    return step("fate.gathered", "unknown", { values: { ...values, closesAt, fate: "gathered" } });
  }
  const fate = decisions[0]?.fate ?? "none";
  return step(decisions.length > 0 ? "event.started-nothing" : "event.matched-nothing", "no", {
    values: { ...values, fate },
  });
}

async function decisionSteps(
  core: EngineCore,
  event: EventRecord,
  decision: DecisionOfEvent,
  candidates: readonly EventCandidate[],
): Promise<ExplainStep[]> {
  const trigger = candidates.find(({ rule, name }) => rule === decision.rule && name === decision.trigger);
  const version = trigger && (await selectVersionAt(core.store, trigger.ruleId, decision.decidedAt));
  const condition = version?.definition.condition;
  const barriers = {
    config: trigger?.config ?? {},
    condition: condition === undefined ? undefined : expressionOf(condition),
    skipsWhenBusy: version?.definition.concurrency?.onBusy === "skip",
    byClock: false,
  };
  const { timeZone } = core.rules;
  const surroundings = { timezone: timeZone, calendars: await core.calendars.current() };
  const matched =
    trigger === undefined
      ? []
      : [step("match.yes", "yes", { at: event.receivedAt, values: { meaning: meaningOf(core, trigger) } })];
  const [last, ...before] = keptSteps(decision, barriers, surroundings).toReversed();
  const window = trigger === undefined ? [] : windowSteps(trigger);
  return about(decision, [...matched, ...before.toReversed(), ...window, ...(last === undefined ? [] : [last])]);
}

function gatheredSteps(
  core: EngineCore,
  { rule, trigger: name, closesAt }: EventDetail["gatheredBy"][number],
  candidates: readonly EventCandidate[],
): ExplainStep[] {
  const trigger = candidates.find((one) => one.rule === rule && one.name === name);
  const end = step("fate.gathered", "unknown", {
    at: closesAt,
    values: { closesAt: closesAt.toISOString(), fate: "gathered" },
  });
  if (trigger === undefined) return [end];
  return [step("match.yes", "yes", { values: { meaning: meaningOf(core, trigger) } }), ...windowSteps(trigger), end];
}

/** How many events of one kind are gathered. */
function windowSteps({ config }: EventCandidate): ExplainStep[] {
  const { key, throttle, debounce, batch } = config;
  return [
    ...(key === undefined ? [] : [step("gather.key", "info", { values: { key } })]),
    ...(throttle === undefined ? [] : [step("gather.throttled", "info", { values: throttle })]),
    ...(debounce === undefined ? [] : [step("gather.debounced", "info", { values: debounce })]),
    ...(batch === undefined ? [] : [step("gather.batched", "info", { values: batch })]),
  ];
}

/** The triggers that it came to nothing at, those first that come nearest. */
function otherSteps(
  core: EngineCore,
  event: EventRecord,
  others: readonly EventCandidate[],
  { farthest, most }: { readonly farthest: number; readonly most: number },
): ExplainStep[] {
  const incoming = incomingOf(event);
  const ranked = others
    .map((trigger) => ({ trigger, away: nearness(core, event, { trigger, incoming }) }))
    .toSorted((a, b) => a.away - b.away);
  const shown = ranked.filter(({ away }) => away <= farthest).slice(0, most);
  const steps = shown.flatMap(({ trigger }) =>
    about({ rule: trigger.rule, trigger: trigger.name }, matchSteps(core, event, { trigger, incoming })),
  );
  const left = ranked.length - shown.length;
  return left > 0 ? [...steps, step("event.more", "info", { values: { n: left } })] : steps;
}
