/**
 * The calendars of the installation, as every slot is compared with them. Read again after a notification, and after a
 * second at the latest, so that a lost one does no harm.
 */
import { openCalendar, type CalendarLookup } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { Bus } from "../events/bus.ts";
import { selectCalendars } from "../sql/calendars/select-calendars.ts";

export type Calendars = ReadonlyMap<string, CalendarLookup>;

export interface CalendarCache {
  current(): Promise<Calendars>;
  /** Calendars have just been changed through this process: whoever asks next sees them. */
  forget(): void;
}

const FRESH_MS = 1_000;

export function createCalendarCache({ store, bus }: { readonly store: Store; readonly bus: Bus }): CalendarCache {
  let kept: { readonly calendars: Promise<Calendars>; readonly at: number } | undefined;
  const forget = () => {
    kept = undefined;
  };
  bus.on("config", forget);
  return {
    forget,
    current() {
      const now = performance.now();
      if (kept === undefined || now - kept.at > FRESH_MS) {
        const calendars = selectCalendars(store).then(
          (rows) => new Map(rows.map(({ definition }) => [definition.calendar, openCalendar(definition)])),
        );
        kept = { calendars, at: now };
        calendars.catch(forget);
      }
      return kept.calendars;
    },
  };
}
