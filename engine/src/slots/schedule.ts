import type { TriggerConfig } from "@belfry/model";
import type { ScheduleTrigger } from "@belfry/plugin-kit";
import type { Registry } from "../registry.ts";

/** The fire times of one trigger. */
export interface Schedule {
  next(after: Date): Date | undefined;
}

/** The schedules of triggers by their ids. A trigger never changes; its configuration is read once. */
export interface Schedules {
  /** Nothing for a trigger that does not plan, or whose plugin is no longer installed. */
  of(trigger: { readonly triggerId: number; readonly kind: string; readonly config: TriggerConfig }): Schedule | undefined;
}

/** The most triggers kept; a hundred thousand rules fit. */
const MAX_KEPT = 200_000;

export function createSchedules(registry: Registry): Schedules {
  const kept = new Map<number, Schedule | undefined>();
  return {
    of({ triggerId, kind, config }) {
      if (!kept.has(triggerId)) {
        if (kept.size >= MAX_KEPT) kept.clear();
        kept.set(triggerId, scheduleOf(registry, kind, config));
      }
      return kept.get(triggerId);
    },
  };
}

/** Reads a trigger's configuration and returns its pure next-fire function. */
export function scheduleOf(registry: Registry, kind: string, config: TriggerConfig): Schedule | undefined {
  const definition = registry.triggers.get(kind);
  if (definition?.kind !== "schedule") return undefined;
  const parsed = definition.config.parse(ownConfig(config));
  return { next: (after) => (definition as ScheduleTrigger).next(parsed, after) };
}

/** The part of a trigger entry that belongs to the trigger itself. */
export function ownConfig(config: TriggerConfig): Record<string, unknown> {
  const { id: _id, misfire: _misfire, ...own } = config;
  return own;
}

/** Which registered trigger an entry names: the key that is the id of a trigger. */
export function triggerKind(registry: Registry, config: TriggerConfig): string | undefined {
  return Object.keys(ownConfig(config)).find((key) => registry.triggers.has(key));
}

/** Counts the fire times after `after` up to and including `until`, and gives the first and the last of them. */
export function countTimes(schedule: Schedule, after: Date, until: Date): { n: number; first?: Date; last?: Date } {
  let n = 0;
  let first: Date | undefined;
  let last: Date | undefined;
  for (let time = schedule.next(after); time !== undefined && time <= until; time = schedule.next(time)) {
    n += 1;
    first ??= time;
    last = time;
  }
  return first === undefined || last === undefined ? { n } : { n, first, last };
}
