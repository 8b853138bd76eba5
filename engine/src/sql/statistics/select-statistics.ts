import type { Queryable } from "@belfry/store";
import { statisticsCommon, statisticsValues, type StatisticsSelection } from "./statistics-query.ts";

export interface StatisticsRow {
  /** The first day of the day, week or month. */
  readonly period: string;
  readonly kind: "state" | "failure" | "took" | "waited";
  readonly key: string;
  readonly n: number;
}

/** What ended in each day, week (from Monday on) or month, counted by kind and key. */
export async function selectStatistics(
  db: Queryable,
  by: "day" | "week" | "month",
  selection: StatisticsSelection,
): Promise<StatisticsRow[]> {
  const { rows } = await db.query<StatisticsRow>({
    name: "select-statistics",
    text: `${statisticsCommon}
      select to_char(date_trunc($8, day::timestamp), 'YYYY-MM-DD') as period, kind, key, sum(n)::int8 as n
      from (
        select day, kind, key, n from belfry.statistics s
        where $9 and kind in ('state', 'failure', 'took', 'waited') and day between $1 and $2 and rule_id = 0
        union all
        select day, kind, key, n from belfry.statistics s
        where not $9 and kind in ('state', 'failure', 'took', 'waited') and day between $1 and $2 and rule_id in (select id from chosen)
        union all
        select day, kind, key, n from recent where $9 or rule_id in (select id from chosen)
      ) counted
      group by 1, 2, 3 having sum(n) > 0
      order by 1, 2, 3`,
    values: [...statisticsValues(selection), by, isEverything(selection)],
  });
  return rows;
}

/** Then the sums of all rules together are read. */
function isEverything({ rule, folder, labels, scope }: StatisticsSelection): boolean {
  return rule === null && folder === null && labels === null && scope === null;
}
