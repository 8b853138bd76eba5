import { conditionExpression } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { ownConfig } from "../slots/own-config.ts";
import { scheduleOf, type Schedule } from "../slots/schedule.ts";
import type { FateRow } from "../sql/explain/select-fates-at.ts";
import { step, type ExplainStep } from "./explanation.ts";
import { keptSteps } from "./fate-steps.ts";
import { foreseeSlot, foreseenMoves } from "./foresee-slot.ts";
import { dueWithin, isWithin, nearestTimes, type Moment } from "./moment.ts";
import type { LookedAt, RuleMoment } from "./rule-moment.ts";

/** What one trigger did at a moment, or will do. */
export async function explainTrigger(core: EngineCore, known: RuleMoment, trigger: LookedAt): Promise<ExplainStep[]> {
  const definition = core.registry.triggers.get(trigger.kind);
  const meaning = meaningOf(core, trigger);
  if (definition !== undefined && definition.kind !== "schedule")
    return [step("trigger.waits", "info", { values: { meaning } })];
  const { moment, now } = known;
  const kept = known.fates.filter(({ triggerId }) => triggerId === trigger.id);
  const schedule = readSchedule(core, trigger);
  if (schedule === undefined && kept.length === 0) return [step("trigger.unknown", "unknown")];
  const due = schedule && dueWithin(schedule, moment);
  const there = { meaning, due, schedule };

  const steps: ExplainStep[] = [];
  if (trigger.id === undefined && moment.from <= now) {
    const from = trigger.activeFrom?.toISOString() ?? null;
    steps.push(step("trigger.not-there", "no", { values: { trigger: trigger.key, from } }));
    return [...steps, end("fate.none", "none")];
  }
  const told = await toldSteps(core, known, { trigger, kept, ...there });
  if (told !== undefined) return told;
  if (schedule === undefined) return [step("trigger.unknown", "unknown")];

  const isOver = trigger.activeUntil !== null && (due === undefined || due > trigger.activeUntil);
  if (isOver) {
    const until = trigger.activeUntil.toISOString();
    return [step("trigger.ended", "info", { values: { until }, at: trigger.activeUntil })];
  }
  const planned = known.planned.find(
    ({ triggerId, dueAt, decideAt, moved }) =>
      triggerId === trigger.id && (dueAt.getTime() === due?.getTime() || (moved && isWithin(decideAt, moment))),
  );
  if (planned !== undefined) {
    return [
      ...dueSteps(planned.dueAt, there),
      step("slot.planned", "info", { at: planned.decideAt, values: { decideAt: planned.decideAt.toISOString() } }),
      ...(await foreseeSlot(core, known, { trigger, schedule, dueAt: planned.dueAt, decideAt: planned.decideAt })),
    ];
  }
  if (due !== undefined) {
    if (moment.from > now)
      return [...dueSteps(due, there), ...(await foreseeSlot(core, known, { trigger, schedule, dueAt: due }))];
    return [...dueSteps(due, there), ...undecidedSteps(trigger, due)];
  }
  if (moment.from > now) {
    const moved = await foreseenMoves(core, known, { trigger, schedule });
    if (moved !== undefined)
      return [...dueSteps(moved, there), ...(await foreseeSlot(core, known, { trigger, schedule, dueAt: moved }))];
  }
  return [
    ...noSlotSteps(core, trigger, schedule, { moment, meaning }),
    end(moment.from > now ? "will.none" : "fate.none", "none"),
  ];
}

interface There {
  readonly meaning: unknown;
  readonly due: Date | undefined;
  readonly schedule: Schedule | undefined;
}

/** What was kept of the moment; nothing when nothing was. */
async function toldSteps(
  core: EngineCore,
  { moment, definition }: RuleMoment,
  { trigger, kept, due, schedule, ...rest }: There & { readonly trigger: LookedAt; readonly kept: readonly FateRow[] },
): Promise<ExplainStep[] | undefined> {
  const isMeant = (fate: FateRow) => {
    const moved =
      fate.fate === "moved" && typeof fate.detail?.["to"] === "string" && isWithin(new Date(fate.detail["to"]), moment);
    if (fate.n === 1 && !fate.detail?.["summedUp"])
      return moved || isWithin(fate.from, moment) || fate.from.getTime() === due?.getTime();
    return due !== undefined && fate.from <= due && fate.to >= due;
  };
  const told = kept.filter(isMeant);
  // One that moved away and one that moved here can meet; of those that were due here is said first.
  const fate = told.find(({ from }) => from.getTime() === due?.getTime()) ?? told[0];
  if (fate === undefined) return undefined;
  const dueAt = fate.n === 1 ? fate.from : (due ?? fate.from);
  const there = dueSteps(dueAt, { ...rest, schedule });
  if (fate.detail?.["summedUp"] === true)
    return [...there, step("slot.forgotten", "unknown"), end("fate.none", "none")];
  const { timeZone } = core.rules;
  const condition = definition.condition === undefined ? undefined : conditionExpression(definition.condition);
  const barriers = {
    config: trigger.config,
    condition,
    skipsWhenBusy: definition.concurrency?.onBusy === "skip",
    byClock: true,
  };
  const surroundings = { timezone: timeZone, calendars: await core.calendars.current() };
  const decided = keptSteps(fate, barriers, surroundings).map((one) =>
    one.code === "slot.moved-here" ? { ...one, values: { ...one.values, due: dueAt.toISOString() } } : one,
  );
  return [...there, ...decided];
}

/** A fire time that has passed and has no fate. */
function undecidedSteps({ idleFrom, activeFrom, plannedUntil }: LookedAt, due: Date): ExplainStep[] {
  if (idleFrom !== null && due > idleFrom)
    return [
      step("rule.disabled-since", "no", { at: idleFrom, values: { since: idleFrom.toISOString() } }),
      end("fate.disabled", "disabled"),
    ];
  if (activeFrom !== undefined && due <= activeFrom)
    return [step("trigger.not-there", "no", { values: { from: activeFrom.toISOString() } }), end("fate.none", "none")];
  if (plannedUntil instanceof Date && plannedUntil < due)
    return [
      step("slot.not-planned", "unknown", { values: { plannedUntil: plannedUntil.toISOString() } }),
      end("fate.planned", "planned"),
    ];
  return [step("slot.forgotten", "unknown"), end("fate.none", "none")];
}

function dueSteps(dueAt: Date, { meaning, schedule }: Pick<There, "meaning" | "schedule">): ExplainStep[] {
  const due = dueAt.toISOString();
  const putOffMs = schedule?.spreadMs ?? 0;
  const there = step("slot.there", "yes", { at: dueAt, values: { due, meaning } });
  if (putOffMs === 0) return [there];
  const scheduledFor = new Date(dueAt.getTime() - putOffMs).toISOString();
  return [there, step("slot.spread", "info", { at: dueAt, values: { due, scheduledFor, by: { ms: putOffMs } } })];
}

function noSlotSteps(
  { registry }: EngineCore,
  trigger: LookedAt,
  schedule: Schedule,
  { moment, meaning }: { readonly moment: Moment; readonly meaning: unknown },
): ExplainStep[] {
  const { before, after } = nearestTimes(schedule, moment);
  const definition = registry.triggers.get(trigger.kind);
  const misses =
    definition?.kind === "schedule" && definition.misses !== undefined
      ? definition.misses(
          definition.config.parse(ownConfig(trigger.config)),
          new Date(moment.from.getTime() - schedule.spreadMs),
        )
      : [];
  const values = { before: before?.toISOString() ?? null, after: after?.toISOString() ?? null };
  return [
    step("slot.none", "no", { at: moment.from, values: { asked: moment.from.toISOString(), meaning } }),
    ...misses.map((reason) => step("slot.misses", "no", { values: { reason } })),
    step("slot.nearest", "info", { values }),
  ];
}

/** The schedule, or nothing where its plugin is gone or can no longer read it. */
function readSchedule(
  { registry, rules }: EngineCore,
  { kind, config, spreadMs, activeFrom }: LookedAt,
): Schedule | undefined {
  try {
    const schedule = scheduleOf(registry, { kind, config, timeZone: rules.timeZone, spreadMs });
    schedule?.next(activeFrom ?? new Date(0));
    return schedule;
  } catch {
    // Said above: the explanation goes on with what was kept.
    return undefined;
  }
}

/** What a trigger means, to stand within a sentence. */
export function meaningOf(
  { registry }: Pick<EngineCore, "registry">,
  { kind, config }: Pick<LookedAt, "kind" | "config">,
): unknown {
  const definition = registry.triggers.get(kind);
  const parsed = definition?.config.safeParse(ownConfig(config));
  if (definition === undefined || parsed?.success !== true) return kind;
  const { zh, en } = definition.describe(parsed.data);
  return { zh: zh.replace(/。$/, ""), en: en.replace(/\.$/, "") };
}

function end(code: Parameters<typeof step>[0], fate: string): ExplainStep {
  return step(code, code === "fate.planned" ? "unknown" : "no", { values: { fate } });
}
