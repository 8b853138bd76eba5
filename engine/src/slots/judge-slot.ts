/**
 * What is to become of one due slot. Nothing is written here: the conditions of hundreds of slots are evaluated outside of
 * any transaction, and a judgement of a slot that another node takes meanwhile is dropped.
 */
import { defaultMisfire, type SlotFate } from "@belfry/model";
import { isTransientDatabaseError, type Queryable } from "@belfry/store";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { isMerged, judgeByCalendar } from "../calendars/calendar-rule.ts";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { ExecutionStart } from "../executions/start-executions.ts";
import { gateKey } from "../limits/gate-key.ts";
import { judgeAwaited } from "../outcomes/judge-awaited.ts";
import { evaluateCondition, evaluateTriggerCondition } from "../rules/evaluate-condition.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { CatchUp } from "../sql/slots/respread-catch-up.ts";
import type { DueSlot } from "../sql/slots/select-due-slots.ts";
import { storableText } from "../values/storable.ts";
import { catchUpStepMs, judgeMisfire, ON_TIME_MS, type MisfireJudgement } from "./judge-misfire.ts";
import type { Schedule, Schedules } from "./schedule.ts";

export interface JudgeDeps {
  readonly store: Queryable;
  readonly rules: RuleCache;
  readonly schedules: Schedules;
  readonly calendars: CalendarCache;
  readonly events: EngineEventBus;
}

export interface Decision {
  readonly slot: DueSlot;
  readonly fate: SlotFate;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly start?: ExecutionStart;
  /** Decided later, because a calendar moves it: it goes back into the plan, and has no fate yet. */
  readonly postponedTo?: Date;
}

/**
 * Judges slots. Those of a catch-up that was interrupted itself (nobody was there to go on with it) are no decisions:
 * they are to be spread anew, or they would all fire at once.
 */
export async function judgeSlots(
  deps: JudgeDeps,
  slots: readonly DueSlot[],
  now: Date,
): Promise<{ decisions: Decision[]; interrupted: CatchUp[] }> {
  const judged = slots.map((slot) => ({ slot, misfire: misfireOf(deps, slot, now) }));
  const interrupted = new Map<number, CatchUp>();
  for (const { slot, misfire } of judged) {
    const makesUpForAll = (slot.config.misfire?.policy ?? defaultMisfire.policy) === "all";
    if (slot.moved || !makesUpForAll || !misfire.fire || !isOverdue(slot, now)) continue;
    interrupted.set(slot.triggerId, { triggerId: slot.triggerId, stepMs: catchUpStepMs(slot.config.misfire) });
  }
  await readRules(deps, slots);
  const decisions: Decision[] = [];
  for (const { slot, misfire } of judged) {
    if (!misfire.fire) decisions.push({ slot, fate: "missed", detail: { reason: misfire.reason } });
    else if (!interrupted.has(slot.triggerId)) decisions.push(await judgeCondition(deps, slot, now));
  }
  return { decisions, interrupted: [...interrupted.values()] };
}

/** Has the rules of all slots read together. What cannot be read is told by each slot for itself. */
async function readRules({ rules }: JudgeDeps, slots: readonly DueSlot[]): Promise<void> {
  await Promise.allSettled(slots.map(({ ruleId, ruleVersion }) => rules.get(ruleId, ruleVersion)));
}

/** The database refuses to keep what belongs to this slot. */
export function refusedBy(deps: JudgeDeps, slot: DueSlot, error: unknown): Decision {
  return conditionError(deps, slot, error instanceof Error ? error.message : String(error));
}

/** Later than a busy scheduler explains. */
function isOverdue(slot: DueSlot, now: Date): boolean {
  return now.getTime() - slot.decideAt.getTime() > ON_TIME_MS;
}

function misfireOf(deps: JudgeDeps, slot: DueSlot, now: Date): MisfireJudgement {
  // A slot of a catch-up was judged when it was planned, and comes late on purpose.
  if (!isOverdue(slot, now)) return { fire: true };
  // It is looked at again and again until then.
  if (slot.awaits && now < slot.dueAt) return { fire: true };
  // One that a calendar moved is late only after the time it moved to.
  const dueAt = slot.moved ? slot.decideAt : slot.dueAt;
  return judgeMisfire({
    dueAt,
    now,
    next: nextOf(deps, slot, dueAt),
    misfire: slot.config.misfire,
    attended: true,
  });
}

/** The fire time of its trigger that comes next; nothing when there is none, or the trigger cannot be read any more. */
export function nextOf(deps: Pick<JudgeDeps, "schedules">, slot: DueSlot, after: Date): Date | undefined {
  try {
    return deps.schedules.of(slot)?.next(after);
  } catch {
    // The planner reports a trigger that can no longer be read; what it planned before is still decided.
    return undefined;
  }
}

async function judgeCondition(deps: JudgeDeps, slot: DueSlot, now: Date): Promise<Decision> {
  try {
    const schedule = deps.schedules.of(slot);
    const awaited = schedule?.awaits && (await judgeAwaited(deps.store, { slot, awaits: schedule.awaits, now }));
    if (awaited?.kind === "wait") return { slot, fate: "moved", postponedTo: awaited.until };
    const moved = schedule && (await judgeCalendar(deps, slot, { schedule, now }));
    if (moved !== undefined && !("to" in moved)) return moved;
    if (awaited?.kind === "not-met") return { slot, fate: awaited.fate, detail: awaited.detail };
    const rule = await deps.rules.toStart(slot.ruleId, slot.ruleVersion);
    const scheduledFor = new Date(slot.dueAt.getTime() - slot.spreadMs).toISOString();
    const trigger = { kind: slot.kind, id: slot.key, dueAt: slot.dueAt.toISOString(), scheduledFor, ...awaited?.found };
    const inputs = rule.inputs.defaults;
    const scope = { now, timezone: deps.rules.timeZone, trigger, inputs, ...(await deps.rules.names(rule)) };
    const own = evaluateTriggerCondition({ condition: schedule?.condition, config: slot.config }, scope);
    const verdict = own.kind === "true" ? evaluateCondition(rule, scope) : own;
    if (verdict.kind === "error") return conditionError(deps, slot, verdict.message, { ...verdict, rule: rule.slug });
    if (verdict.kind === "false") return { slot, fate: "condition-false", detail: verdict.detail };
    const start = { rule, trigger, inputs, ...gateKey(rule, scope) };
    return moved === undefined
      ? { slot, fate: "fired", start }
      : { slot, fate: "moved", start, detail: { to: moved.to.toISOString() } };
  } catch (error) {
    // The database will be asked again. A rule that no longer compiles (its plugin is gone) is the rule's own matter.
    if (isTransientDatabaseError(error)) throw error;
    return refusedBy(deps, slot, error);
  }
}

/** What the calendar makes of a slot: a decision, the time to which it has moved, or nothing when it fires as planned. */
async function judgeCalendar(
  deps: JudgeDeps,
  slot: DueSlot,
  { schedule, now }: { readonly schedule: Schedule; readonly now: Date },
): Promise<Decision | { readonly to: Date } | undefined> {
  const rule = schedule.calendar;
  if (rule === undefined) return undefined;
  const calendars = await deps.calendars.current();
  const verdict = judgeByCalendar(rule, slot.dueAt, calendars);
  const postpone = (to: Date): Decision => ({ slot, fate: "moved", postponedTo: to });
  switch (verdict.kind) {
    case "run":
      // The calendar was changed after it had been moved to an earlier day.
      return slot.moved && slot.dueAt > now && !slot.awaits ? postpone(slot.dueAt) : undefined;
    case "skip":
    case "undecided":
      return { slot, fate: "calendar-skipped", detail: verdict.detail };
    case "move": {
      const { to } = verdict;
      if (isMerged(rule, schedule, { dueAt: slot.dueAt, to, from: slot.activeFrom }, calendars)) {
        return { slot, fate: "merged", detail: { into: to.toISOString() } };
      }
      return to > now ? postpone(to) : { to };
    }
  }
}

function conditionError(
  deps: JudgeDeps,
  slot: DueSlot,
  text: string,
  known: { readonly rule?: string; readonly detail?: Readonly<Record<string, unknown>> } = {},
): Decision {
  const message = storableText(text);
  deps.events.emit("slot.condition-error", { rule: known.rule ?? `rule ${slot.ruleId}`, dueAt: slot.dueAt, message });
  return { slot, fate: "condition-error", detail: { message, ...known.detail } };
}
