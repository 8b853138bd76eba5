/** What really happened at a rule in a time: what became of its slots, and when it was enabled. */
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { selectReplayedFates, type ReplayedFate } from "../sql/what-if/select-replayed-fates.ts";
import { selectPlannedAt } from "../sql/explain/select-planned-at.ts";
import { selectTriggers, type TriggerRow } from "../sql/triggers/select-triggers.ts";
import type { EngineCore } from "../engine-core.ts";

/** The most rows of fates that are read; a row is one slot, or many that share a fate. */
export const MOST_FATES = 50_000;

export interface History {
  /** All triggers that the rule ever had; empty for one that was never enabled. */
  readonly triggers: readonly TriggerRow[];
  readonly from: Date;
  /** Up to where everything that was due is decided, or planned. */
  readonly until: Date;
  /** Whether there was more than could be read. */
  readonly cut: boolean;
  readonly fates: readonly ReplayedFate[];
  /** What became of a fire time of the trigger of this name; of several in a row only those that it shares its fate with. */
  fateOf(key: string, dueAt: Date): ReplayedFate | undefined;
  /** The row of fire times of any trigger that this one lies in: when nobody was there, or the rule was disabled. */
  stretchOf(dueAt: Date): ReplayedFate | undefined;
  /** Whether it is planned and will be decided yet. */
  isPlanned(key: string, dueAt: Date): boolean;
  isEnabled(at: Date): boolean;
}

export async function readHistory(
  core: EngineCore,
  rule: RuleRow | undefined,
  range: { readonly from: Date; readonly now: Date },
): Promise<History> {
  const { from, now } = range;
  if (rule === undefined) return noHistory(range);
  const triggers = await selectTriggers(core.store, rule.id, { ended: true });
  if (triggers.length === 0) return noHistory(range);
  const began = triggers.reduce((first, { activeFrom }) => (activeFrom < first ? activeFrom : first), now);
  const since = began > from ? began : from;
  const planned = triggers.flatMap(({ plannedUntil }) => (plannedUntil instanceof Date ? [plannedUntil] : []));
  const until = planned.reduce((first, at) => (at < first ? at : first), now);
  const rows = await selectReplayedFates(core.store, { ruleId: rule.id, from: since, until, limit: MOST_FATES });
  const summed = rows.find(({ detail }) => detail?.["summedUp"] === true)?.to;
  const oldest = rows.length === MOST_FATES ? rows.at(-1)?.to : summed;
  const start = oldest !== undefined && oldest > since ? oldest : since;
  const fates = rows.filter(({ to, detail }) => to > start && detail?.["summedUp"] !== true);

  const single = new Map(fates.flatMap((fate) => (fate.n === 1 ? [[nameOf(fate.key, fate.from), fate] as const] : [])));
  const stretches = fates.filter(
    ({ n, fate }) => n > 1 || fate === "disabled" || fate === "missed" || fate === "paused",
  );
  const open = await selectPlannedAt(core.store, { ruleId: rule.id, from: start, until: now });
  const keys = new Map(triggers.map(({ id, key }) => [id, key]));
  const waiting = new Set(open.map(({ triggerId, dueAt }) => nameOf(keys.get(triggerId) ?? "", dueAt)));
  const changes = (await core.hooks.statusChanges?.(rule.slug, now)) ?? [];
  const idle = triggers.filter(({ activeUntil, idleFrom }) => activeUntil === null && idleFrom !== null);
  return {
    triggers,
    from: start,
    until,
    cut: start > since,
    fates,
    fateOf: (key, dueAt) =>
      single.get(nameOf(key, dueAt)) ?? stretches.find((fate) => fate.key === key && covers(fate, dueAt)),
    stretchOf: (dueAt) => stretches.find((fate) => covers(fate, dueAt)),
    isPlanned: (key, dueAt) => waiting.has(nameOf(key, dueAt)),
    isEnabled(at) {
      // The newest change before it says what it was; without any, only that it is disabled now is known.
      const last = changes.find((change) => change.at <= at);
      return last?.enabled ?? !idle.some(({ idleFrom }) => idleFrom !== null && idleFrom < at);
    },
  };
}

function covers({ from, to }: ReplayedFate, at: Date): boolean {
  return from <= at && to >= at;
}

function noHistory({ from, now }: { readonly from: Date; readonly now: Date }): History {
  return {
    triggers: [],
    from,
    until: now,
    cut: false,
    fates: [],
    fateOf: () => undefined,
    stretchOf: () => undefined,
    isPlanned: () => false,
    isEnabled: () => true,
  };
}

function nameOf(key: string, at: Date): string {
  return `${key} ${at.getTime()}`;
}
