import { AppError, type Problem, type TriggerConfig } from "@belfry/model";
import { calendarRuleOf, lookaheadMs, type CalendarRule } from "../calendars/calendar-rule.ts";
import type { AwaitedRules } from "@belfry/plugin-kit";
import { compileEventOptions } from "../incoming/event-trigger.ts";
import { awaitedBy, scheduleConfig } from "../outcomes/awaited-by.ts";
import type { Registry } from "../registry.ts";
import type { Evaluate } from "../rules/compile-source.ts";
import type { TriggerRow } from "../sql/triggers/select-triggers.ts";
import { ownConfig } from "./own-config.ts";

/** The fire times of one trigger, as far as they are put off where it is spread. */
export interface Schedule {
  next(after: Date): Date | undefined;
  /** How much later it fires than its schedule says, in milliseconds. */
  readonly spreadMs: number;
  /** The other rules on which it depends whether they count; nothing for most. */
  readonly awaits?: AwaitedRules;
  /** What a calendar has to say to them; nothing when no calendar is asked. */
  readonly calendar?: CalendarRule;
  /** Which of them count; nothing when all do. */
  readonly condition?: Evaluate;
}

/** The schedules of triggers by their ids. A trigger never changes; its configuration is read once. */
export interface Schedules {
  /**
   * Nothing for a trigger whose plugin is not installed here, or that is no schedule.
   * @throws whatever the plugin throws that cannot read the configuration any more
   */
  of(trigger: {
    readonly triggerId: number;
    readonly kind: string;
    readonly config: TriggerConfig;
    readonly spreadMs: number;
  }): Schedule | undefined;
  /** How long before its own time a slot of such a trigger may have to be decided. */
  lookaheadMs(trigger: { readonly kind: string; readonly config: TriggerConfig }): number;
  /** The kinds of triggers that this process can plan. */
  readonly kinds: readonly string[];
  /** Triggers that this process failed to plan; it leaves them alone until it is started again. */
  readonly failed: Set<number>;
}

/** The end of a business day is planned while the day begins; one of 25 hours is the longest that is usual. */
const LONGEST_DAY_MS = 26 * 3_600_000;
/** The most triggers kept; a hundred thousand rules fit. */
const MAX_KEPT = 200_000;

export function createSchedules(registry: Registry, timeZone: string): Schedules {
  const kept = new Map<number, Schedule | undefined>();
  return {
    kinds: [...registry.triggers.values()]
      .filter((trigger) => trigger.kind === "schedule")
      .map((trigger) => trigger.id),
    failed: new Set(),
    lookaheadMs: ({ kind, config }) =>
      awaitedBy(registry, kind, config)?.fires === "complete"
        ? LONGEST_DAY_MS
        : lookaheadMs(calendarRuleOf(config, timeZone, 0)),
    of({ triggerId, kind, config, spreadMs }) {
      if (!kept.has(triggerId)) {
        if (kept.size >= MAX_KEPT) kept.clear();
        kept.set(triggerId, scheduleOf(registry, { kind, config, timeZone, spreadMs }));
      }
      return kept.get(triggerId);
    },
  };
}

/**
 * The schedule of a trigger, or nothing where its plugin is gone or can no longer make sense of it: the rule of such a
 * trigger can still be changed and looked at. The planner has reported it.
 */
export function usableSchedule(
  schedules: Schedules,
  trigger: Pick<TriggerRow, "id" | "kind" | "config" | "spreadMs" | "activeFrom">,
): Schedule | undefined {
  try {
    const schedule = schedules.of({ ...trigger, triggerId: trigger.id });
    schedule?.next(trigger.activeFrom);
    return schedule;
  } catch {
    // Said above: whoever asks goes on without it.
    return undefined;
  }
}

/** What the fire times of a trigger follow from. */
export interface ScheduleSource {
  readonly kind: string;
  readonly config: TriggerConfig;
  /** The zone of the installation, for triggers that name none. */
  readonly timeZone: string;
  readonly spreadMs: number;
}

/** Reads a trigger's configuration and returns its pure next-fire function. */
export function scheduleOf(
  registry: Registry,
  { kind, config, timeZone, spreadMs }: ScheduleSource,
): Schedule | undefined {
  const definition = registry.triggers.get(kind);
  if (definition?.kind !== "schedule") return undefined;
  const parsed = scheduleConfig(definition, config);
  const awaits = definition.awaits?.(parsed);
  // The end of a business day belongs to the day that it ends.
  const calendar = calendarRuleOf(config, timeZone, awaits?.fires === "complete" ? 1 : spreadMs);
  const problems: Problem[] = [];
  const { condition } = compileEventOptions(config, "trigger", problems);
  if (problems.length > 0) throw new AppError("RULE_INVALID", { problems });
  return {
    spreadMs,
    ...(awaits !== undefined && { awaits }),
    ...(calendar !== undefined && { calendar }),
    ...(condition !== undefined && { condition }),
    next(after) {
      const named = definition.next(parsed, new Date(after.getTime() - spreadMs));
      const time = named === undefined ? undefined : new Date(named.getTime() + spreadMs);
      // A plan that does not move on would be planned for ever.
      if (time !== undefined && !(time > after))
        throw new Error(`The trigger ${kind} gave a fire time that is not after ${after.toISOString()}.`);
      return time;
    },
  };
}

/** Which registered trigger an entry names: the key that is the id of a trigger. */
export function triggerKind(registry: Registry, config: TriggerConfig): string | undefined {
  const own = ownConfig(config);
  const kinds = Object.keys(own).filter((key) => registry.triggers.has(key));
  if (kinds.length < 2) return kinds[0];
  // `every` and `at` are kinds, and options of others; in which order they were written is not kept. Each kind refuses what
  // it does not know, so it is the one that has the least against the entry.
  const faults = (kind: string) => registry.triggers.get(kind)?.config.safeParse(own).error?.issues ?? [];
  const unknown = (kind: string) =>
    faults(kind).reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0.1), 0);
  return kinds.toSorted((a, b) => unknown(a) - unknown(b))[0];
}

/** How many fire times are counted before other work gets its turn: some 100 ms of a second-by-second schedule. */
const COUNT_AT_ONCE = 5_000;

/**
 * Counts the fire times after `after` up to and including `until`, and gives the first and the last of them. Without
 * `until` it counts to the end of the schedule, which must have one.
 */
export async function countTimes(
  schedule: Schedule,
  after: Date,
  until?: Date,
): Promise<{ n: number; first?: Date; last?: Date }> {
  let n = 0;
  let first: Date | undefined;
  let last: Date | undefined;
  for (
    let time = schedule.next(after);
    time !== undefined && (until === undefined || time <= until);
    time = schedule.next(time)
  ) {
    n += 1;
    first ??= time;
    last = time;
    // A main thread that counts the seconds of a year without a break would be taken for one that hangs, and ended.
    if (n % COUNT_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return first === undefined || last === undefined ? { n } : { n, first, last };
}
