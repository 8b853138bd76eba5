import type { Rule } from "@belfry/model";
import { previewTimes } from "../calendars/preview-times.ts";
import type { Calendars } from "../calendars/calendar-cache.ts";
import type { Registry } from "../registry.ts";
import { scheduleOf, triggerKind, type Schedule } from "../slots/schedule.ts";
import { spreadMs } from "../slots/spread.ts";

export interface ScheduledTimesDeps {
  readonly registry: Registry;
  readonly timeZone: string;
}

/** The first fire times of a rule after a moment, as its schedules and calendars have them, in their order. */
export function scheduledTimes(
  deps: ScheduledTimesDeps,
  { slug, definition }: { readonly slug: string; readonly definition: Rule },
  { after, count, calendars }: { readonly after: Date; readonly count: number; readonly calendars: Calendars },
): Date[] {
  const times = schedulesOf(deps, slug, definition).flatMap((schedule) =>
    previewTimes(schedule, { now: after, from: after, count, calendars }).flatMap(({ at, undecided }) =>
      undecided === true ? [] : [at],
    ),
  );
  return times.toSorted((a, b) => a.getTime() - b.getTime()).slice(0, count);
}

function schedulesOf({ registry, timeZone }: ScheduledTimesDeps, rule: string, definition: Rule): Schedule[] {
  return (definition.triggers ?? []).flatMap((config, place) => {
    const kind = triggerKind(registry, config);
    if (kind === undefined) return [];
    const trigger = config.id ?? `${kind}-${place + 1}`;
    const schedule = scheduleOf(registry, { kind, config, timeZone, spreadMs: spreadMs({ rule, trigger }, config) });
    // What waits for other rules fires when they say so.
    return schedule === undefined || schedule.awaits !== undefined ? [] : [schedule];
  });
}
