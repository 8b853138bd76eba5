import { GridSchedule, periodOf, type MemberSelection, type PeriodDates } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { fireTimesOf, type FireTime } from "../rules/rule-views.ts";
import { selectGeneratingRules } from "../sql/grid/select-generating-rules.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { baseDateAt } from "./base-date.ts";
import { chosenTasks } from "./planned-tasks.ts";
import { gridNamed } from "./read-grid.ts";

/** A generation that is going to be. */
export interface PlannedGeneration {
  /** When a rule is due to do it. */
  readonly at: Date;
  readonly rule: string;
  readonly schedule: GridSchedule | "all";
  readonly baseDate: string;
  readonly tasks: readonly {
    readonly task: string;
    readonly name: string;
    /** Null when the calendar does not know the days that decide it. */
    readonly period: PeriodDates | null;
  }[];
}

export type PreviewDeps = Parameters<typeof fireTimesOf>[0] & {
  readonly store: Store;
  readonly calendars: CalendarCache;
};

/**
 * The next generations of a grid, with the dates of each task type: the fire times of the rules that are enabled and whose
 * action `grid.generate` names it. An input of that action that is an expression is known when it runs, and here counts as
 * left out. @throws AppError GRID_NOT_FOUND
 */
export async function previewGrid(deps: PreviewDeps, slug: string, count: number): Promise<PlannedGeneration[]> {
  const { definition: grid } = await gridNamed(deps.store, slug);
  const calendar = grid.calendar === undefined ? undefined : (await deps.calendars.current()).get(grid.calendar);
  const planned: PlannedGeneration[] = [];
  for (const { rule, inputs } of await selectGeneratingRules(deps.store, slug)) {
    const times = await timesOf(deps, rule, count);
    for (const input of inputs) {
      const schedule = GridSchedule.safeParse(input["schedule"]).data ?? "all";
      const tasks = chosenTasks(grid, { schedule, only: selectionIn(input["only"]) });
      for (const { at, undecided } of times) {
        if (undecided === true) continue;
        const baseDate = baseDateAt(grid, at);
        const dates = tasks.map(({ task, name, period }) => ({
          task,
          name,
          period: periodOf(period, baseDate, calendar) ?? null,
        }));
        planned.push({ at, rule, schedule, baseDate, tasks: dates });
      }
    }
  }
  return planned.toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, count);
}

async function timesOf(deps: PreviewDeps, slug: string, count: number): Promise<FireTime[]> {
  const row = await selectRule(deps.store, slug);
  if (row === undefined) return [];
  return fireTimesOf(deps, { slug, definition: row.definition, ruleId: row.id }, { count });
}

/** A selection as the action takes it; an expression is none. */
function selectionIn(only: unknown): MemberSelection | undefined {
  if (typeof only !== "object" || only === null) return undefined;
  const entries = Object.entries(only).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((value) => typeof value === "string"),
  );
  return Object.fromEntries(entries);
}
