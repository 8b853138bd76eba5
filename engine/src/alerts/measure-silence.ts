import type { Tx } from "@belfry/store";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { selectSilentWatches, type SilentWatch } from "../sql/alerts/select-silent-watches.ts";
import { setSilentAt } from "../sql/alerts/set-silent-at.ts";
import type { Measured, Seen } from "./measured.ts";
import { scheduledTimes, type ScheduledTimesDeps } from "./scheduled-times.ts";
import { silenceDeadline, type Deadline } from "./silence.ts";

const AT_ONCE = 500;
/** A silent one is looked at each time; any other once a day at the least, for what its history has come to show. */
const SOON_MS = 60_000;
const LATEST_MS = 86_400_000;

/** Rules that were not started for too long. Only those are looked at whose time has come. */
export async function measureSilence(
  deps: ScheduledTimesDeps & {
    readonly calendars: CalendarCache;
    readonly fail: (where: string) => (error: unknown) => void;
  },
  tx: Tx,
  now: Date,
): Promise<Measured> {
  const watches = await selectSilentWatches(tx, AT_ONCE);
  if (watches.length === 0) return { seen: [], over: () => undefined };
  const calendars = await deps.calendars.current();
  const looked = watches.map((watch) => {
    const { slug, definition } = watch;
    const firstAfter = (after: Date) => scheduledTimes(deps, { slug, definition }, { after, count: 1, calendars })[0];
    try {
      return { watch, deadline: silenceDeadline({ ...watch, firstAfter }) };
    } catch (error) {
      // Its plugin is gone; the planner says so, and the others are looked at all the same.
      deps.fail(`the schedule of ${slug}`)(error);
      return { watch, deadline: undefined };
    }
  });
  const judged = looked.map(({ watch, deadline }) => {
    const silent = deadline !== undefined && deadline.at <= now ? deadline : undefined;
    const aheadMs =
      silent !== undefined ? SOON_MS : deadline === undefined ? LATEST_MS : deadline.at.getTime() - now.getTime();
    return { watch, silent, next: new Date(now.getTime() + Math.min(LATEST_MS, aheadMs)) };
  });
  await setSilentAt(
    tx,
    judged.map(({ watch, next }) => ({ ruleId: watch.ruleId, at: next })),
  );
  const heard = new Set(judged.flatMap(({ watch, silent }) => (silent === undefined ? [watch.slug] : [])));
  return {
    seen: judged.flatMap(({ watch, silent }) => (silent === undefined ? [] : [seenOf(watch, silent)])),
    // Of those that were not looked at now nothing is known.
    over: ({ kind, subject }) => (kind === "rule.silent" && heard.has(subject) ? {} : undefined),
  };
}

function seenOf({ ruleId, slug }: SilentWatch, { last, at, by }: Deadline): Seen {
  return {
    kind: "rule.silent",
    subject: slug,
    ruleId,
    depth: 0,
    facts: { lastStartedAt: last?.toISOString() ?? null, expectedBy: at.toISOString(), by },
  };
}
