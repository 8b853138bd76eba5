import type { Tx } from "@belfry/store";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { deleteWatches } from "../sql/alerts/delete-watches.ts";
import { selectUnwatchedRules } from "../sql/alerts/select-unwatched-rules.ts";
import { upsertWatches } from "../sql/alerts/upsert-watches.ts";
import { ownThresholds } from "./alert-settings.ts";
import { scheduledTimes, type ScheduledTimesDeps } from "./scheduled-times.ts";

/** Reading ten thousand rules after an upgrade must not be one transaction. */
const AT_ONCE = 500;
/** The shortest pause is looked for among so many fire times. */
const LOOKED_AT = 4;

/** Finds out what is to be watched of rules that are new or were changed, and forgets those that are no longer enabled. */
export async function watchRules(
  deps: ScheduledTimesDeps & {
    readonly calendars: CalendarCache;
    readonly fail: (where: string) => (error: unknown) => void;
  },
  tx: Tx,
  now: Date,
): Promise<void> {
  await deleteWatches(tx);
  const rules = await selectUnwatchedRules(tx, AT_ONCE);
  if (rules.length === 0) return;
  const calendars = await deps.calendars.current();
  const intervalOf = (rule: (typeof rules)[number]): number | null => {
    const times = scheduledTimes(deps, rule, { after: now, count: LOOKED_AT, calendars });
    const pauses = times.slice(1).map((time, place) => time.getTime() - (times[place]?.getTime() ?? 0));
    return pauses.length === 0 ? null : Math.min(...pauses);
  };
  await upsertWatches(
    tx,
    rules.map((rule) => ({
      ruleId: rule.id,
      version: rule.version,
      own: ownThresholds(rule.definition.alerts),
      intervalMs: orNull(() => intervalOf(rule), deps.fail(`the schedule of ${rule.slug}`)),
    })),
  );
}

/** A rule whose plugin is gone must not keep all others from being watched. */
function orNull<T>(work: () => T, onError: (error: unknown) => void): T | null {
  try {
    return work();
  } catch (error) {
    onError(error);
    return null;
  }
}
