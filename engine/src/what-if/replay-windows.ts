/**
 * Throttle, debounce and batch over events that came in long ago, with their times. The same arithmetic as the windows in
 * the database, in memory: nothing is written.
 */
import type { Gathering } from "../incoming/event-trigger.ts";

export interface Gathered {
  readonly eventId: number;
  readonly at: Date;
}

/** What a window gives when it closes: the last of its events fires for all. */
export interface ClosedWindow {
  readonly last: Gathered;
  readonly others: readonly Gathered[];
  readonly closedAt: Date;
}

interface Window {
  readonly openedAt: number;
  closesAt: number;
  readonly events: Gathered[];
}

/** The windows of one trigger, by the value by which its events belong together. */
export interface ReplayWindows {
  /** Whether an event of a throttled trigger is let through; when the next may be, where it is not. */
  throttle(key: string, at: Date): { readonly passes: true } | { readonly passes: false; readonly until: Date };
  /** Adds events that came in together, and gives the window when that fills it. */
  add(key: string, events: readonly Gathered[]): ClosedWindow | undefined;
  /** Closes the windows whose time is over. */
  close(until: Date): ClosedWindow[];
  /** The events that are still gathered. */
  open(): Gathered[];
}

export function createReplayWindows(gathering: Gathering): ReplayWindows {
  const windows = new Map<string, Window>();
  const closed = ({ events, closesAt }: Window): ClosedWindow[] => {
    const last = events.at(-1);
    return last === undefined ? [] : [{ last, others: events.slice(0, -1), closedAt: new Date(closesAt) }];
  };
  return {
    throttle(key, at) {
      const window = windows.get(key);
      if (window !== undefined && window.closesAt > at.getTime())
        return { passes: false, until: new Date(window.closesAt) };
      const openMs = gathering.kind === "throttle" ? gathering.everyMs : 0;
      windows.set(key, { openedAt: at.getTime(), closesAt: at.getTime() + openMs, events: [] });
      return { passes: true };
    },
    add(key, events) {
      const [first] = events;
      if (first === undefined || gathering.kind === "throttle") return undefined;
      const at = first.at.getTime();
      const longest = gathering.kind === "batch" ? gathering.withinMs : gathering.maxMs;
      const step = gathering.kind === "batch" ? longest : Math.min(gathering.quietMs, longest);
      const window = windows.get(key) ?? { openedAt: at, closesAt: at + step, events: [] };
      windows.set(key, window);
      if (gathering.kind === "debounce") window.closesAt = Math.min(at + step, window.openedAt + longest);
      window.events.push(...events);
      if (gathering.kind !== "batch" || window.events.length < gathering.size) return undefined;
      windows.delete(key);
      return closed({ ...window, closesAt: at })[0];
    },
    close(until) {
      const over = [...windows].filter(([, window]) => window.events.length > 0 && window.closesAt <= until.getTime());
      for (const [key] of over) windows.delete(key);
      return over.flatMap(([, window]) => closed(window));
    },
    open: () => [...windows.values()].flatMap(({ events }) => events),
  };
}
