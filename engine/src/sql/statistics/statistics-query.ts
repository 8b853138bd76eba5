import type { Scope } from "@belfry/model";
import { endedExecutions, factsOfEnded, reopenedExecutions } from "./ended-facts.ts";

export interface StatisticsSelection {
  /** The first day, `2026-02-01`. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly rule: string | null;
  /** In this folder or below it. */
  readonly folder: string | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly scope: Scope | null;
}

/** What both statements begin with: `chosen` are the rules that are asked for, `recent` is what is not counted yet. */
export const statisticsCommon = `
      with chosen as materialized (
        select r.id, r.slug, r.name
        from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
        where ($4::text is null or r.slug = $4)
          and ($5::text is null or v.folder = $5 or starts_with(v.folder, $5 || '/'))
          and ($6::jsonb is null or r.labels @> $6)
          and ($7::jsonb is null or belfry.labels_in_scope(r.labels, $7))
      ), ended as (${endedExecutions}
          and finished_at >= coalesce((select counted_until from belfry.statistics_progress), '-infinity')
          -- With one end only PostgreSQL would expect a third of the table, and read all of it.
          and finished_at < 'infinity'
        union all ${reopenedExecutions} from belfry.statistics_reopened
        where finished_at < (select counted_until from belfry.statistics_progress)
      ), recent as (${factsOfEnded}
          and (e.finished_at at time zone $3)::date between $1 and $2)`;

export function statisticsValues(selection: StatisticsSelection): unknown[] {
  const { from, to, timeZone, rule, folder, labels, scope } = selection;
  return [from, to, timeZone, rule, folder, labels, scope];
}
