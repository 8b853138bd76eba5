import type { Queryable } from "@belfry/store";
import { statisticsCommon, statisticsValues, type StatisticsSelection } from "./statistics-query.ts";

export interface BusyRule {
  readonly rule: string;
  readonly name: string;
  readonly executions: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** The rules of which the most executions ended. */
export async function selectBusiestRules(
  db: Queryable,
  selection: StatisticsSelection,
  limit: number,
): Promise<BusyRule[]> {
  const { rows } = await db.query<BusyRule>({
    name: "select-busiest-rules",
    text: `${statisticsCommon}, counted as (
        select rule_id, key, n from belfry.statistics
        where kind = 'state' and day between $1 and $2 and rule_id <> 0
        union all
        select rule_id, key, n from recent where kind = 'state'
      )
      select r.slug as rule, r.name, sum(c.n)::int8 as executions,
        coalesce(sum(c.n) filter (where c.key = 'success'), 0)::int8 as succeeded,
        coalesce(sum(c.n) filter (where c.key = 'failed'), 0)::int8 as failed
      from counted c join chosen r on r.id = c.rule_id
      group by r.id, r.slug, r.name having sum(c.n) > 0
      order by 3 desc, r.slug
      limit $8`,
    values: [...statisticsValues(selection), limit],
  });
  return rows;
}
