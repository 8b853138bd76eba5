import { AppError, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectPlannedSlots } from "../sql/slots/select-planned-slots.ts";
import { selectSlotFates } from "../sql/slots/select-slot-fates.ts";
import { takeSnapshot } from "../sql/slots/take-snapshot.ts";
import type { SlotView } from "../views/slot-view.ts";
import { dayOf } from "./day-of.ts";
import { readStatistics, type Statistics, type StatisticsFilter } from "./read-statistics.ts";
import { daysOf, slotDays, type SlotDays, type SlotDaysQuery } from "./slot-days.ts";

/** The most rows of slots in one export. */
const MOST_EXPORTED_SLOTS = 100_000;

/** Days without a zone of their own are those of the installation. */
export type SlotDaysRange = Omit<SlotDaysQuery, "timeZone"> & { readonly timeZone?: string };

/** What the engine answers about what happened in a time. */
export interface StatisticsPart {
  /** The day that it is now, `2026-02-16`. @default in the zone of the installation */
  today(timeZone?: string): Promise<string>;
  /** What was due of a rule on each day, and what became of it. @throws AppError RULE_NOT_FOUND */
  slotDays(slug: string, range: SlotDaysRange): Promise<SlotDays>;
  /**
   * All slots of a rule in these days, oldest first, the planned ones at the end.
   * @param scope what the reader is restricted to: other executions are not named
   * @throws AppError RULE_NOT_FOUND, SLOTS_TOO_MANY beyond `MOST_EXPORTED_SLOTS` rows
   */
  slotsOfDays(slug: string, range: SlotDaysRange & { readonly scope: Scope | null }): Promise<SlotView[]>;
  /** Executions that ended, by day, week or month of the installation. */
  statistics(filter: StatisticsFilter): Promise<Statistics>;
}

export function createStatisticsPart(core: EngineCore): StatisticsPart {
  const { store } = core;
  const { timeZone } = core.services;
  return {
    today: async (zone = timeZone) => dayOf(await selectNow(store), zone),
    slotDays: (slug, range) => slotDays(core, slug, { timeZone, ...range }),
    async slotsOfDays(slug, { scope, ...range }) {
      const rule = await selectRule(store, slug);
      if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
      const days = daysOf({ timeZone, ...range });
      const [from, until] = [days[0] as Date, days.at(-1) as Date];
      const query = { ruleId: rule.id, from, until, limit: MOST_EXPORTED_SLOTS + 1, scope };
      // In one snapshot: what is decided between the two would be in neither.
      const slots = await store.transaction(async (tx) => {
        await takeSnapshot(tx);
        const decided = await selectSlotFates(tx, query);
        return [...decided, ...(await selectPlannedSlots(tx, query))];
      });
      if (slots.length > MOST_EXPORTED_SLOTS) throw new AppError("SLOTS_TOO_MANY", { most: MOST_EXPORTED_SLOTS });
      return slots;
    },
    statistics: (filter) => readStatistics({ store, timeZone }, filter),
  };
}
