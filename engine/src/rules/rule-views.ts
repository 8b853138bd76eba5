import { isDeepStrictEqual } from "node:util";
import { AppError, inReadingOrder, type Rule } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import type { CalendarCache, Calendars } from "../calendars/calendar-cache.ts";
import { calendarsOf, horizonWarnings, missingCalendars, todayIn } from "../calendars/calendar-use.ts";
import { previewTimes, type PreviewedTime } from "../calendars/preview-times.ts";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { scheduleOf, triggerKind } from "../slots/schedule.ts";
import { spreadMs } from "../slots/spread.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import type { RuleSelection } from "../sql/rules/rule-selection.ts";
import { selectRulesDescending } from "../sql/rules/select-rules-descending.ts";
import { selectRules } from "../sql/rules/select-rules.ts";
import { selectNextSlots } from "../sql/slots/select-next-slots.ts";
import { selectTriggers } from "../sql/triggers/select-triggers.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import type { RuleView } from "../views/rule-view.ts";
import { revisionOf } from "./rule-precondition.ts";

interface ViewDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly timeZone: string;
  readonly calendars: CalendarCache;
}

/** A time at which a rule is going to fire. */
export interface FireTime extends PreviewedTime {
  readonly trigger: string;
  /** The time that the schedule names, where the trigger is spread and fires later. */
  readonly scheduledFor?: Date;
  /** The rules on which it depends whether it fires; with `complete` at this time at the latest, as soon as they have run. */
  readonly awaits?: { readonly rules: readonly string[]; readonly fires: "complete" | "missing" };
}

/** Which rules, and in which order. @default all that are not archived, by their name in the address */
export interface RuleFilter extends Partial<RuleSelection> {
  /** Only those that somebody should look at: they have warnings. @default all */
  readonly problems?: boolean;
}

/** How many rules are looked at together for those with warnings, which the database does not know. */
const LOOK_AT_ONCE = 500;

/** All rules that are not archived, by their names. */
export const everyRule: RuleSelection = {
  archived: false,
  status: null,
  labels: null,
  folder: null,
  text: null,
  trigger: null,
  source: null,
  scope: null,
  sort: "rule",
  descending: false,
  after: null,
  limit: null,
};

export async function listRules(deps: ViewDeps, { problems = false, ...filter }: RuleFilter): Promise<RuleView[]> {
  const selection = { ...everyRule, ...filter };
  const select = selection.descending ? selectRulesDescending : selectRules;
  const surroundings = await surroundingsOf(deps);
  const viewsOf = async (from: RuleSelection) =>
    (await select(deps.store, from)).map((row) => viewOf(deps.registry, row, surroundings));
  if (!problems) return viewsOf(selection);
  const wanted = selection.limit ?? Number.POSITIVE_INFINITY;
  const found: RuleView[] = [];
  for (let after = selection.after; ;) {
    const views = await viewsOf({ ...selection, after, limit: LOOK_AT_ONCE });
    found.push(...views.filter(({ warnings }) => warnings.length > 0));
    const last = views.at(-1);
    if (found.length >= wanted) return found.slice(0, wanted);
    if (last === undefined || views.length < LOOK_AT_ONCE) return found;
    after = { place: placeOfRule(last, selection.sort), rule: last.rule };
  }
}

/** Where a rule stands in a list of this order, as `after` of the rest of the list. */
export function placeOfRule(view: RuleView, sort: RuleSelection["sort"]): string {
  const place = view[sort];
  return place instanceof Date ? place.toISOString() : (place ?? "");
}

export async function getRule(deps: ViewDeps, slug: string): Promise<RuleView> {
  const row = await existing(deps.store, slug);
  return viewOf(deps.registry, row, await surroundingsOf(deps));
}

/** How many fire times, and which. */
export interface FireTimeOptions {
  readonly count: number;
  /**
   * Whether also those that a calendar leaves out, and the ends of the business days of a trigger that waits for other
   * rules. @default only those at which it fires
   */
  readonly all?: boolean;
}

/** The next fire times of all triggers of a rule together, as their calendars will have them. */
export async function nextFireTimes(deps: ViewDeps, slug: string, options: FireTimeOptions): Promise<FireTime[]> {
  const { id, definition } = await existing(deps.store, slug);
  return fireTimesOf(deps, { slug, definition, ruleId: id }, options);
}

/** The same for a rule that may not be saved, or differ from what is. */
export async function fireTimesOf(
  deps: ViewDeps,
  rule: { readonly slug: string; readonly definition: Rule; readonly ruleId: number | undefined },
  { count, all = false }: FireTimeOptions,
): Promise<FireTime[]> {
  const [now, calendars, active] = await Promise.all([
    selectNow(deps.store),
    deps.calendars.current(),
    rule.ruleId === undefined ? [] : selectTriggers(deps.store, rule.ruleId),
  ]);
  const times = (rule.definition.triggers ?? []).flatMap((config, i) => {
    const kind = triggerKind(deps.registry, config);
    if (kind === undefined) return [];
    const trigger = config.id ?? `${kind}-${i + 1}`;
    const putOffMs = spreadMs({ rule: rule.slug, trigger }, config);
    const schedule = scheduleOf(deps.registry, { kind, config, timeZone: deps.timeZone, spreadMs: putOffMs });
    if (schedule === undefined) return [];
    const { awaits } = schedule;
    // The end of a business day is no time at which it is sure to fire.
    if (awaits?.fires === "complete" && !all) return [];
    const planned = active.find(
      ({ key, idleFrom, config: known }) => key === trigger && idleFrom === null && isDeepStrictEqual(known, config),
    );
    const from = planned === undefined ? now : planned.activeFrom;
    return previewTimes(schedule, { now, from, count, calendars, skipped: all }).map((time): FireTime => ({
      ...time,
      trigger,
      ...(putOffMs > 0 && { scheduledFor: new Date(time.at.getTime() - putOffMs) }),
      ...(all && awaits !== undefined && { awaits: { rules: awaits.rules, fires: awaits.fires } }),
    }));
  });
  const inOrder = times.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  // What is left out is no fire time, and takes the place of none.
  let found = 0;
  return inOrder.filter(({ skipped }) => {
    if (skipped === undefined) found += 1;
    return skipped === undefined ? found <= count : found < count;
  });
}

async function existing(store: Store, slug: string): Promise<RuleRow> {
  const row = await selectRule(store, slug);
  if (row === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  return row;
}

/** What stands around rules, read once for all of a list. */
interface Surroundings {
  readonly next: ReadonlyMap<number, Date>;
  readonly calendars: Calendars;
  readonly today: string;
}

async function surroundingsOf({ store, calendars, timeZone }: ViewDeps): Promise<Surroundings> {
  const [next, known, now] = await Promise.all([selectNextSlots(store), calendars.current(), selectNow(store)]);
  return { next, calendars: known, today: todayIn(timeZone, now) };
}

function viewOf(registry: Registry, row: RuleRow, { next, calendars, today }: Surroundings): RuleView {
  const { id, change: _change, sendsSince: _sendsSince, slug, ...shown } = row;
  const asked = calendarsOf(row.definition, calendars, today);
  return {
    rule: slug,
    ...shown,
    folder: row.folder === "" ? null : row.folder,
    definition: inReadingOrder(row.definition),
    revision: revisionOf(row),
    schedule: describeTriggers(registry, row),
    nextFireAt: next.get(id) ?? null,
    calendars: asked,
    warnings: [...missingCalendars(row.definition, calendars), ...horizonWarnings(asked)],
  };
}

function describeTriggers(registry: Registry, row: RuleRow): LocalizedText[] {
  return (row.definition.triggers ?? []).map((config) => {
    const kind = triggerKind(registry, config);
    const definition = kind === undefined ? undefined : registry.triggers.get(kind);
    if (definition === undefined) return { zh: "未安装的触发器", en: "a trigger that is not installed" };
    return definition.describe(definition.config.parse(ownConfig(config)));
  });
}
