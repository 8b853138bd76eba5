/**
 * What an edited rule would have done with what really happened. Nothing is written, no transaction is held, and no action
 * runs: only whether it fires is replayed. It takes its time in small pieces, for other work of this process goes on.
 */
import { AppError, parseDuration, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { step, type ExplainStep } from "../explain/explanation.ts";
import { isRuleInScope } from "../sql/scope/is-rule-in-scope.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { compareOutcomes } from "./compare.ts";
import { readEditedRule, type EditedRule } from "./edited-rule.ts";
import { MOST_FATES, readHistory, type History } from "./history.ts";
import type { Outcome } from "./outcome.ts";
import { createPatience, MOST_SECONDS } from "./patience.ts";
import { MOST_EVENTS, readPastEvents } from "./read-events.ts";
import { replayEvents } from "./replay-events.ts";
import { replayRate } from "./replay-rate.ts";
import { MOST_SLOTS, replaySlots } from "./replay-slots.ts";
import { whatHappened } from "./what-happened.ts";
import type { WhatIf } from "./what-if-view.ts";

export interface WhatIfOptions {
  /** The rule as it would be saved. */
  readonly definition: unknown;
  /** How many days back. @default 7 */
  readonly days?: number;
  /** How many differences to give. @default 200 */
  readonly limit?: number;
  /** How many of them to leave out, from the newest on. @default 0 */
  readonly offset?: number;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
}

const DAY_MS = 86_400_000;
/** Windows that were open when the replayed time began are known from the events before it. */
const LONGEST_LEAD_MS = DAY_MS;

/** @throws AppError RULE_INVALID with all problems; RULE_NOT_FOUND for one that the reader may not see */
export async function whatIf(core: EngineCore, slug: string, options: WhatIfOptions): Promise<WhatIf> {
  const { definition, days = 7, limit = 200, offset = 0, scope = null } = options;
  const saved = await selectRule(core.store, slug);
  if (saved !== undefined && !(await isRuleInScope(core.store, slug, scope)))
    throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const edited = await readEditedRule(core, slug, { input: definition, saved });
  const now = await selectNow(core.store);
  const patience = createPatience();
  const history = await readHistory(core, saved, { from: new Date(now.getTime() - days * DAY_MS), now });
  const asksEvents = [...edited.triggers, ...history.triggers].some(
    ({ kind }) => core.registry.triggers.get(kind)?.kind !== "schedule",
  );
  const from = new Date(Math.max(history.from.getTime() - leadMs(edited), firstMoment(history).getTime()));
  const past = asksEvents
    ? await readPastEvents(core, saved?.id, { from, until: now, scope, patience })
    : { events: [], decisions: new Map(), gathered: new Set<number>(), cutFrom: undefined };
  const slots = await replaySlots(core, edited, { history, patience, now });
  const events = await replayEvents({ core, edited, history, past, patience, until: now });

  const begin = latest(history.from, slots.cutFrom, past.cutFrom);
  const end = earliest(history.until, slots.stoppedAt, events.stoppedAt);
  // An event comes in up to the last moment; a slot is compared as far as the plan reaches.
  const last = slots.stoppedAt === undefined && events.stoppedAt === undefined ? now : end;
  const isMeant = ({ at, eventId }: Outcome) => at >= begin && at <= (eventId === null ? end : last);
  const happened = whatHappened(core, saved, { history, past }).filter(isMeant);
  const would = replayRate(edited.rule, [...slots.outcomes, ...events.outcomes]).filter(isMeant);
  const { differences, ...counts } = compareOutcomes(happened, would, core.rules.timeZone);
  return {
    rule: slug,
    from: begin,
    until: last,
    ...counts,
    slots: would.filter(({ eventId }) => eventId === null).length,
    events: past.events.filter(({ receivedAt }) => receivedAt >= begin && receivedAt <= last).length,
    differences: differences.slice(offset, offset + limit),
    total: differences.length,
    notes: notesOf({ core, edited, history, scope, asked: new Date(now.getTime() - days * DAY_MS) }, [
      ...cutNotes({ ...slots, cutFrom: slots.cutFrom ?? (history.cut ? history.from : undefined) }, past.cutFrom),
      ...(last === now
        ? []
        : [step("what-if.cut-time", "unknown", { values: { seconds: MOST_SECONDS, until: last.toISOString() } })]),
    ]),
  };
}

/** Before the rule had its first trigger nothing was decided for it. */
function firstMoment({ triggers }: History): Date {
  const times = triggers.map(({ activeFrom }) => activeFrom.getTime());
  return new Date(times.length === 0 ? 0 : Math.min(...times));
}

/** The longest time for which one of its windows can be open. */
function leadMs({ triggers }: EditedRule): number {
  const lengths = triggers.flatMap(({ config: { throttle, debounce, batch } }) => {
    const times = [throttle?.every, debounce === undefined ? undefined : (debounce.max ?? "1h"), batch?.within];
    return times.flatMap((time) => (time === undefined ? [] : [parseDuration(time)]));
  });
  return Math.min(LONGEST_LEAD_MS, Math.max(0, ...lengths));
}

function cutNotes({ cutFrom }: { readonly cutFrom: Date | undefined }, events: Date | undefined): ExplainStep[] {
  const most = Math.min(MOST_SLOTS, MOST_FATES);
  return [...cutNote("what-if.cut-slots", most, cutFrom), ...cutNote("what-if.cut-events", MOST_EVENTS, events)];
}

function cutNote(
  code: "what-if.cut-slots" | "what-if.cut-events",
  most: number,
  from: Date | undefined,
): ExplainStep[] {
  return from === undefined ? [] : [step(code, "unknown", { values: { most, from: from.toISOString() } })];
}

interface Noted {
  readonly core: EngineCore;
  readonly edited: EditedRule;
  readonly history: History;
  readonly scope: Scope | null;
  /** From when on was asked for. */
  readonly asked: Date;
}

function notesOf({ core, edited, history, scope, asked }: Noted, cuts: readonly ExplainStep[]): ExplainStep[] {
  const feeds = edited.triggers.filter(({ kind, key }) => {
    const definition = core.registry.triggers.get(kind);
    const isKnown = history.triggers.some((one) => one.key === key && one.kind === kind);
    return definition !== undefined && definition.kind !== "schedule" && definition.kind !== "match" && !isKnown;
  });
  const isNew = history.triggers.length === 0;
  const began = !isNew && !history.cut && history.from > asked;
  return [
    ...cuts,
    ...(isNew ? [step("what-if.new-rule", "info")] : []),
    ...(began ? [step("what-if.since-enabled", "info", { values: { from: history.from.toISOString() } })] : []),
    ...feeds.map(({ key }) => step("what-if.new-source", "unknown", { values: { trigger: key } })),
    step("what-if.vars-of-today", "info"),
    ...(edited.definition.concurrency === undefined ? [] : [step("what-if.limits", "unknown")]),
    ...(edited.rule.rate?.onLimit === "skip" ? [step("what-if.rate", "info")] : []),
    ...(scope === null ? [] : [step("what-if.restricted", "info")]),
  ];
}

function latest(first: Date, ...others: readonly (Date | undefined)[]): Date {
  return others.reduce<Date>((found, at) => (at !== undefined && at > found ? at : found), first);
}

function earliest(first: Date, ...others: readonly (Date | undefined)[]): Date {
  return others.reduce<Date>((found, at) => (at !== undefined && at < found ? at : found), first);
}
