/**
 * The fire times of an edited rule, as if it had been in force: calendars and conditions are asked by the same functions as
 * when a slot is decided. What befell the installation then befalls the edited rule too: it was not running, or the rule
 * was disabled.
 */
import { isDeepStrictEqual } from "node:util";
import type { EngineCore } from "../engine-core.ts";
import { calendarStep } from "../explain/calendar-step.ts";
import { step } from "../explain/explanation.ts";
import { keptSteps, namesOf } from "../explain/fate-steps.ts";
import { businessDay, isMerged, judgeByCalendar } from "../calendars/calendar-rule.ts";
import { lookAtAwaited } from "../outcomes/look-at-awaited.ts";
import { evaluateCondition, evaluateTriggerCondition } from "../rules/evaluate-condition.ts";
import { judgeMisfire } from "../slots/judge-misfire.ts";
import type { Schedule } from "../slots/schedule.ts";
import { scopeStepsOf } from "./condition-why.ts";
import type { EditedRule, EditedTrigger } from "./edited-rule.ts";
import type { History } from "./history.ts";
import type { Outcome } from "./outcome.ts";
import type { Patience } from "./patience.ts";

/** The most fire times that are replayed; those of a rule of every second for half a day. */
export const MOST_SLOTS = 50_000;

export interface SlotReplay {
  readonly outcomes: readonly Outcome[];
  readonly slots: number;
  /** Where it began, when there were too many. */
  readonly cutFrom: Date | undefined;
  /** How far it came, when it took too long. */
  readonly stoppedAt: Date | undefined;
}

interface Due {
  readonly trigger: EditedTrigger;
  readonly schedule: Schedule;
  readonly dueAt: Date;
}

export async function replaySlots(
  core: EngineCore,
  edited: EditedRule,
  { history, patience, now }: { readonly history: History; readonly patience: Patience; readonly now: Date },
): Promise<SlotReplay> {
  const { due, cutFrom } = await dueTimes(edited, history, patience);
  const outcomes: Outcome[] = [];
  for (const one of due) {
    if (await patience.isOver()) return { outcomes, slots: outcomes.length, cutFrom, stoppedAt: one.dueAt };
    const outcome = await replaySlot(core, edited, { ...one, history, now });
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return { outcomes, slots: due.length, cutFrom, stoppedAt: undefined };
}

/** The fire times of all triggers together, in their order; of too many the newest. */
async function dueTimes(
  { triggers }: EditedRule,
  { from, until }: History,
  patience: Patience,
): Promise<{ due: Due[]; cutFrom: Date | undefined }> {
  let due: Due[] = [];
  let isCut = false;
  for (const trigger of triggers) {
    const { schedule } = trigger;
    if (schedule === undefined) continue;
    for (let at = schedule.next(from); at !== undefined && at <= until; at = schedule.next(at)) {
      due.push({ trigger, schedule, dueAt: at });
      if (due.length >= 2 * MOST_SLOTS) {
        due = newest(due);
        isCut = true;
      }
      if (await patience.isOver()) break;
    }
  }
  const found = newest(due);
  return { due: found, cutFrom: isCut || found.length < due.length ? found[0]?.dueAt : undefined };
}

function newest(due: readonly Due[]): Due[] {
  return due.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()).slice(-MOST_SLOTS);
}

interface Replayed extends Due {
  readonly history: History;
  readonly now: Date;
}

/** What would have come of one fire time; nothing where it is not decided yet, or will be later. */
async function replaySlot(core: EngineCore, edited: EditedRule, slot: Replayed): Promise<Outcome | undefined> {
  const { trigger, schedule, dueAt, history, now } = slot;
  if (history.isPlanned(trigger.key, dueAt)) return undefined;
  const outcome = (fate: Outcome["fate"], why: Outcome["why"] = () => []): Outcome => ({
    at: dueAt,
    trigger: trigger.key,
    eventId: null,
    fate,
    executionId: null,
    why,
  });
  const real = history.fateOf(trigger.key, dueAt);
  const absent = befell(slot, real);
  if (absent !== undefined)
    return outcome(absent.fate, () => keptSteps(absent, barriers(slot), { timezone: core.rules.timeZone }));

  const asked = await askCalendar(core, slot);
  if (asked === "later") return undefined;
  if (asked !== undefined) return outcome(asked.fate, asked.why);
  const awaited = await askAwaited(core, slot);
  if (awaited !== undefined && "fate" in awaited) return outcome(awaited.fate, awaited.why);

  const decidedAt = real?.n === 1 ? real.decidedAt : dueAt < now ? dueAt : now;
  const scheduledFor = new Date(dueAt.getTime() - trigger.spreadMs).toISOString();
  const scope = {
    now: decidedAt,
    timezone: core.rules.timeZone,
    trigger: { kind: trigger.kind, id: trigger.key, dueAt: dueAt.toISOString(), scheduledFor, ...awaited?.found },
    inputs: edited.rule.inputs.defaults,
    ...edited.names,
  };
  const own = evaluateTriggerCondition({ condition: schedule.condition, config: trigger.config }, scope);
  const verdict = own.kind === "true" ? evaluateCondition(edited.rule, scope) : own;
  if (verdict.kind !== "true") return outcome(`condition-${verdict.kind}`, scopeStepsOf(core, verdict, decidedAt));
  const busy = real?.fate === "overlap-skipped" ? real.detail : null;
  const { gate } = edited.rule;
  if (busy !== null && gate?.onBusy === "skip" && Number(busy["running"]) >= gate.limit) {
    return outcome("overlap-skipped", () => [step("limit.busy", "no", { values: { ...busy, limit: gate.limit } })]);
  }
  return outcome("fired");
}

/** What befell the rule at that time whatever it says: it was disabled, or nobody was there. */
function befell({ trigger, schedule, dueAt, history }: Replayed, real: ReturnType<History["fateOf"]>) {
  const stretch = real ?? history.stretchOf(dueAt);
  if (stretch?.fate === "disabled" || stretch?.fate === "paused") return stretch;
  if (!history.isEnabled(dueAt)) return { ...disabled, decidedAt: dueAt };
  if (stretch?.fate !== "missed") return undefined;
  const before = history.triggers.find(({ id }) => id === stretch.triggerId);
  if (isDeepStrictEqual(before?.config.misfire, trigger.config.misfire)) return stretch;
  const { misfire } = trigger.config;
  const judged = judgeMisfire({ dueAt, now: stretch.decidedAt, next: schedule.next(dueAt), misfire, attended: false });
  return judged.fire ? undefined : { ...stretch, detail: { reason: judged.reason } };
}

const disabled = { fate: "disabled", detail: null, executionId: null } as const;

function barriers({ trigger }: Due) {
  return { config: trigger.config, condition: undefined, skipsWhenBusy: false, byClock: true };
}

async function askCalendar(
  core: EngineCore,
  { trigger, schedule, dueAt, history, now }: Replayed,
): Promise<Pick<Outcome, "fate" | "why"> | "later" | undefined> {
  const rule = schedule.calendar;
  if (rule === undefined) return undefined;
  const calendars = await core.calendars.current();
  const verdict = judgeByCalendar(rule, dueAt, calendars);
  if (verdict.kind === "run") return undefined;
  if (verdict.kind !== "move") return { fate: "calendar-skipped", why: () => [calendarStep(verdict.detail)] };
  const { to } = verdict;
  const same = history.triggers.find(({ key, activeUntil }) => key === trigger.key && activeUntil === null);
  const from = same?.activeFrom ?? history.from;
  if (isMerged(rule, schedule, { dueAt, to, from }, calendars)) {
    const values = { calendar: rule.calendar, day: businessDay(rule, dueAt), to: to.toISOString() };
    return { fate: "merged", why: () => [step("calendar.merges", "no", { values })] };
  }
  return to > now ? "later" : undefined;
}

async function askAwaited(
  core: EngineCore,
  { schedule, dueAt }: Replayed,
): Promise<Pick<Outcome, "fate" | "why"> | { readonly found: Readonly<Record<string, unknown>> } | undefined> {
  const { awaits } = schedule;
  if (awaits === undefined) return undefined;
  const { complete, done, missing, day } = await lookAtAwaited(core.store, awaits, dueAt);
  if (awaits.fires === "complete") {
    if (complete) return { found: { day: day.day, rules: done } };
    return {
      fate: "incomplete",
      why: () => [step("awaits.missing", "no", { values: { day: day.day, missing: namesOf(missing) } })],
    };
  }
  if (!complete) return { found: { day: day.day, rules: done, missing } };
  return { fate: "condition-false", why: () => [step("awaits.not-late", "no", { values: { rules: namesOf(done) } })] };
}
