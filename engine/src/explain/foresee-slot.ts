/**
 * What will become of a fire time that is not decided yet: judged by the same functions as when it is due, with the
 * calendars and values of today. Nothing is written.
 */
import type { EngineCore } from "../engine-core.ts";
import { businessDay, decidedAt, FARTHEST_MOVE_DAYS, isMerged, judgeByCalendar } from "../calendars/calendar-rule.ts";
import { judgeAwaited } from "../outcomes/judge-awaited.ts";
import { lookAtAwaited } from "../outcomes/look-at-awaited.ts";
import { evaluateCondition, evaluateTriggerCondition, type ConditionVerdict } from "../rules/evaluate-condition.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { Scope } from "../rules/scope.ts";
import type { Schedule } from "../slots/schedule.ts";
import { step, type ExplainStep } from "./explanation.ts";
import { namesOf } from "./fate-steps.ts";
import { expressionOf, tracedParts } from "./kept-condition.ts";
import { calendarStepNow } from "./calendar-step.ts";
import { isWithin } from "./moment.ts";
import type { LookedAt, RuleMoment } from "./rule-moment.ts";

interface Foreseen {
  readonly trigger: LookedAt;
  readonly schedule: Schedule;
  readonly dueAt: Date;
  /** When it is planned to be decided, where it is. */
  readonly decideAt?: Date;
}

export async function foreseeSlot(core: EngineCore, known: RuleMoment, slot: Foreseen): Promise<ExplainStep[]> {
  const { rule, now } = known;
  const isEnabled = rule.status === "enabled";
  const byCalendar = await calendarSteps(core, known, slot);
  const steps: ExplainStep[] = byCalendar.steps;
  if (!isEnabled && byCalendar.end === undefined) {
    return [...steps, will("will.disabled-else", "disabled", { at: byCalendar.at.toISOString() })];
  }
  if (!isEnabled) return [...steps, will("will.disabled", "disabled", {})];
  if (byCalendar.end !== undefined) return [...steps, byCalendar.end];

  const awaited = await awaitedSteps(core, slot, now);
  steps.push(...awaited.steps);
  if (awaited.end !== undefined) return [...steps, awaited.end];
  const conditions = await conditionSteps(core, known, { ...slot, at: byCalendar.at, found: awaited.found });
  steps.push(...conditions.steps);
  if (conditions.end !== undefined) return [...steps, conditions.end];
  const { gate } = conditions.rule;
  if (gate?.onBusy === "skip")
    steps.push(step("limit.room", "unknown", { basis: "now", values: { limit: gate.limit } }));
  const { rate } = conditions.rule;
  if (rate?.onLimit === "skip") {
    const { limit, perMs } = rate.rate;
    steps.push(step("limit.rate-room", "unknown", { basis: "now", values: { limit, per: { ms: perMs } } }));
  }
  const at = byCalendar.at;
  const code = byCalendar.moved ? "will.moved" : conditions.steps.length > 0 ? "will.fired-now" : "will.fired";
  return [...steps, will(code, byCalendar.moved ? "moved" : "fired", { at: at.toISOString() }, at)];
}

interface CalendarEnd {
  readonly steps: ExplainStep[];
  /** When it is decided. */
  readonly at: Date;
  readonly moved: boolean;
  readonly end?: ExplainStep;
}

async function calendarSteps(
  core: EngineCore,
  { now }: RuleMoment,
  { trigger, schedule, dueAt }: Foreseen,
): Promise<CalendarEnd> {
  const rule = schedule.calendar;
  if (rule === undefined) return { steps: [], at: dueAt, moved: false };
  const calendars = await core.calendars.current();
  const verdict = judgeByCalendar(rule, dueAt, calendars);
  const from = trigger.activeFrom ?? now;
  const merged = verdict.kind === "move" && isMerged(rule, schedule, { dueAt, to: verdict.to, from }, calendars);
  const known = { calendar: rule.calendar, day: businessDay(rule, dueAt), merged };
  const steps = [calendarStepNow(verdict, known)];
  switch (verdict.kind) {
    case "run":
      return { steps, at: dueAt, moved: false };
    case "skip":
      return {
        steps,
        at: dueAt,
        moved: false,
        end: will("will.calendar-skipped", "calendar-skipped", verdict.detail, dueAt),
      };
    case "undecided":
      return { steps, at: dueAt, moved: false, end: will("will.unknown", "calendar-skipped", verdict.detail, dueAt) };
    case "move": {
      const into = verdict.to.toISOString();
      if (merged) return { steps, at: dueAt, moved: false, end: will("will.merged", "merged", { into }, dueAt) };
      const at = verdict.to < dueAt ? decidedAt(rule, dueAt, { calendars, now }) : verdict.to;
      return { steps, at, moved: true };
    }
  }
}

async function awaitedSteps(
  { store }: EngineCore,
  { schedule, dueAt, trigger }: Foreseen,
  now: Date,
): Promise<{ steps: ExplainStep[]; found?: Readonly<Record<string, unknown>>; end?: ExplainStep }> {
  const { awaits } = schedule;
  if (awaits === undefined) return { steps: [] };
  const view = await lookAtAwaited(store, awaits, dueAt);
  const values = { day: view.day.day, rules: namesOf(view.done), missing: namesOf(view.missing), done: view.done };
  const step1 = view.complete
    ? step("awaits.met", "yes", { basis: "now", values })
    : step("awaits.waiting", "unknown", { basis: "now", values });
  const slot = { dueAt, activeFrom: trigger.activeFrom ?? now } as Parameters<typeof judgeAwaited>[1]["slot"];
  const verdict = await judgeAwaited(store, { slot, awaits, now });
  if (awaits.fires === "complete" && verdict.kind === "met") return { steps: [step1], found: verdict.found };
  return { steps: [step1], end: will("will.await", "planned", { at: dueAt.toISOString() }, dueAt, "unknown") };
}

async function conditionSteps(
  core: EngineCore,
  { rule: row }: RuleMoment,
  slot: Foreseen & { readonly at: Date; readonly found?: Readonly<Record<string, unknown>> | undefined },
): Promise<{ steps: ExplainStep[]; rule: CompiledRule; end?: ExplainStep }> {
  const { trigger, schedule, dueAt, at } = slot;
  const rule = await core.rules.get(row.id, row.version);
  const scheduledFor = new Date(dueAt.getTime() - trigger.spreadMs).toISOString();
  const origin = { kind: trigger.kind, id: trigger.key, dueAt: dueAt.toISOString(), scheduledFor, ...slot.found };
  const { timeZone } = core.rules;
  const scope: Scope = {
    now: at,
    timezone: timeZone,
    trigger: origin,
    inputs: rule.inputs.defaults,
    ...(await core.rules.names(rule)),
  };
  const steps: ExplainStep[] = [];
  const ask = (place: "trigger" | "rule", verdict: ConditionVerdict, source: string): ExplainStep | undefined => {
    const parts = tracedParts(source, { ...scope });
    const values = { condition: source, ...(verdict.kind === "error" && { message: verdict.message }) };
    const code = `condition.${place}-${verdict.kind}` as const;
    steps.push(step(code, verdict.kind === "true" ? "yes" : "no", { basis: "now", at, values, parts }));
    return verdict.kind === "true"
      ? undefined
      : will(`will.condition-${verdict.kind}`, `condition-${verdict.kind}`, {}, at);
  };
  if (trigger.config.condition !== undefined) {
    const verdict = evaluateTriggerCondition({ condition: schedule.condition, config: trigger.config }, scope);
    const end = ask("trigger", verdict, expressionOf(trigger.config.condition));
    if (end !== undefined) return { steps, rule, end };
  }
  if (rule.definition.condition !== undefined) {
    const end = ask("rule", evaluateCondition(rule, scope), expressionOf(rule.definition.condition));
    if (end !== undefined) return { steps, rule, end };
  }
  return { steps, rule };
}

const MOST_LOOKED_AT = 5_000;

/** The fire time that a calendar moves to this moment, from another day. */
export async function foreseenMoves(
  core: EngineCore,
  { moment, now }: RuleMoment,
  { trigger, schedule }: Pick<Foreseen, "trigger" | "schedule">,
): Promise<Date | undefined> {
  const rule = schedule.calendar;
  if (rule === undefined || (rule.onHoliday !== "previous" && rule.onHoliday !== "next")) return undefined;
  const calendars = await core.calendars.current();
  const reach = FARTHEST_MOVE_DAYS * 86_400_000;
  const first = Math.max(moment.from.getTime() - reach, (trigger.activeFrom ?? now).getTime());
  let looked = 0;
  for (let at = schedule.next(new Date(first)); at !== undefined && looked < MOST_LOOKED_AT; at = schedule.next(at)) {
    if (at.getTime() > moment.until.getTime() + reach) return undefined;
    looked += 1;
    const verdict = judgeByCalendar(rule, at, calendars);
    if (verdict.kind === "move" && isWithin(verdict.to, moment)) return at;
  }
  return undefined;
}

function will(
  code: Extract<Parameters<typeof step>[0], `will.${string}`>,
  fate: string,
  values: Readonly<Record<string, unknown>>,
  at: Date | null = null,
  verdict?: ExplainStep["verdict"],
): ExplainStep {
  const fires = fate === "fired" || fate === "moved";
  return step(code, verdict ?? (fires ? "yes" : code === "will.unknown" ? "unknown" : "no"), {
    basis: "now",
    at,
    values: { ...values, fate },
  });
}
