import { endedExecutionStates, percentilesOf, type EndedExecutionState, type Percentiles } from "@belfry/model";
import type { Store } from "@belfry/store";
import { takeSnapshot } from "../sql/slots/take-snapshot.ts";
import { selectBusiestRules, type BusyRule } from "../sql/statistics/select-busiest-rules.ts";
import { selectStatistics, type StatisticsRow } from "../sql/statistics/select-statistics.ts";
import type { StatisticsSelection } from "../sql/statistics/statistics-query.ts";
import { periodsOf, type PeriodKind } from "./periods-of.ts";

export interface StatisticsFilter extends Omit<StatisticsSelection, "timeZone"> {
  readonly by: PeriodKind;
}

/** Executions that ended in a time. Items of a list are parts of their execution. */
export interface StatisticsNumbers {
  readonly executions: number;
  readonly states: Readonly<Record<EndedExecutionState, number>>;
  /** Of those that succeeded or failed, from 0 to 1; null when there are none. */
  readonly successRate: number | null;
  /** From the first claim to the end. */
  readonly took: Percentiles | null;
  /** From its creation to the first claim. */
  readonly waited: Percentiles | null;
  /** The most frequent reasons for which they failed. */
  readonly failures: readonly { readonly class: string; readonly code: string; readonly n: number }[];
}

export interface Statistics {
  readonly timeZone: string;
  readonly by: PeriodKind;
  readonly total: StatisticsNumbers;
  /** All periods of the range, the empty ones too. `from` is the first day of each. */
  readonly periods: readonly (StatisticsNumbers & { readonly from: string })[];
  /** The rules of which the most executions ended. */
  readonly busiest: readonly BusyRule[];
}

const MOST_REASONS = 10;
const MOST_RULES = 10;

export async function readStatistics(
  deps: { readonly store: Store; readonly timeZone: string },
  { by, ...filter }: StatisticsFilter,
): Promise<Statistics> {
  const selection = { ...filter, timeZone: deps.timeZone };
  const { rows, busiest } = await deps.store.transaction(async (tx) => {
    await takeSnapshot(tx);
    return {
      rows: await selectStatistics(tx, by, selection),
      busiest: await selectBusiestRules(tx, selection, MOST_RULES),
    };
  });
  const byPeriod = Map.groupBy(rows, ({ period }) => period);
  return {
    timeZone: deps.timeZone,
    by,
    total: numbersOf(rows),
    periods: periodsOf(filter, by).map((from) => ({ from, ...numbersOf(byPeriod.get(from) ?? []) })),
    busiest,
  };
}

function numbersOf(rows: readonly StatisticsRow[]): StatisticsNumbers {
  const counts = { state: new Map<string, number>(), failure: new Map<string, number>() };
  const times = { took: new Map<number, number>(), waited: new Map<number, number>() };
  for (const { kind, key, n } of rows) {
    if (kind === "state" || kind === "failure") counts[kind].set(key, (counts[kind].get(key) ?? 0) + n);
    else times[kind].set(Number(key), (times[kind].get(Number(key)) ?? 0) + n);
  }
  const states = Object.fromEntries(
    endedExecutionStates.map((state) => [state, counts.state.get(state) ?? 0]),
  ) as Record<EndedExecutionState, number>;
  const judged = states.success + states.failed;
  const reasons = [...counts.failure].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_REASONS);
  return {
    executions: Object.values(states).reduce((sum, n) => sum + n, 0),
    states,
    successRate: judged === 0 ? null : states.success / judged,
    took: percentilesOf(times.took),
    waited: percentilesOf(times.waited),
    failures: reasons.map(([reason, n]) => {
      const [kind = "", code = ""] = reason.split(" ");
      return { class: kind, code, n };
    }),
  };
}
