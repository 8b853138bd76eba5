import { parseTimeSpan, timeSpanEnds, type TimeSpan } from "../../ui/time-span/index.ts";
import type { EventFilter, LetterState } from "./event-queries.ts";

export const eventTabs = ["events", "letters", "feeds", "addresses"] as const;
export type EventTab = (typeof eventTabs)[number];
export const letterStates = ["open", "replayed", "dismissed"] as const satisfies readonly LetterState[];

/** What the address of the events says. */
export interface EventSearch extends TimeSpan {
  /** @default the events */
  readonly tab?: Exclude<EventTab, "events">;
  readonly type?: string;
  readonly source?: string;
  readonly rule?: string;
  readonly unmatched?: true;
  readonly cursor?: string;
  /** Which dead letters. @default those that are open */
  readonly state?: LetterState | "all";
  /** The dead letter that is open. */
  readonly letter?: number;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseEventSearch(search: Readonly<Record<string, unknown>>): EventSearch {
  const { tab, unmatched, state, letter } = search;
  const knownTab = eventTabs.find((known) => known === tab);
  const knownState = [...letterStates, "all" as const].find((known) => known === state);
  return {
    ...(knownTab !== undefined && knownTab !== "events" && { tab: knownTab }),
    ...text(search, "type"),
    ...text(search, "source"),
    ...text(search, "rule"),
    ...(unmatched === true && { unmatched }),
    ...parseTimeSpan(search),
    ...text(search, "cursor"),
    ...(knownState !== undefined && knownState !== "open" && { state: knownState }),
    ...(typeof letter === "number" && Number.isSafeInteger(letter) && letter > 0 && { letter }),
  };
}

/** The router reads a name like 2026 as a number. */
function text(search: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, string>> {
  const value = search[name];
  return (typeof value === "string" && value !== "") || typeof value === "number" ? { [name]: String(value) } : {};
}

/** What to ask the server for. @param now in milliseconds */
export function toEventFilter({ type, source, rule, unmatched, ...search }: EventSearch, now: number): EventFilter {
  return {
    ...(type !== undefined && { type }),
    ...(source !== undefined && { source }),
    ...(rule !== undefined && { rule }),
    ...(unmatched !== undefined && { unmatched }),
    ...timeSpanEnds(search, now),
  };
}

/** Whether anything narrows the list of events. */
export function isFiltered(search: EventSearch): boolean {
  return Object.keys(toEventFilter(search, 0)).length > 0;
}
