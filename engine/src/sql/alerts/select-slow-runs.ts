import type { Tx } from "@belfry/store";

export interface SlowRun {
  readonly ruleId: number;
  readonly slug: string;
  readonly executionId: number;
  readonly startedAt: Date;
  readonly allowedMs: number;
  readonly trigger: Readonly<Record<string, unknown>>;
}

/** Of each rule the execution that has worked longest, where that is longer than it may. Only what a node holds now. */
export async function selectSlowRuns(tx: Tx): Promise<SlowRun[]> {
  const { rows } = await tx.query<SlowRun>({
    name: "select-slow-runs",
    text: `
      select distinct on (q.rule_id) q.rule_id as "ruleId", r.slug, q.id as "executionId", q.started_at as "startedAt",
        a.allowed as "allowedMs", e.trigger
      from belfry.execution_queue q
      join belfry.alert_watches w on w.rule_id = q.rule_id
      join belfry.rules r on r.id = q.rule_id
      join belfry.executions e on e.id = q.id,
      lateral (
        select case when w.own -> 'slowerThanMs' = 'false' then null
          else coalesce((nullif(w.own -> 'slowerThanMs', 'null'))::bigint, w.interval_ms) end as allowed) a
      where q.node is not null and q.started_at < (select belfry.now()) - make_interval(secs => a.allowed / 1000.0)
      order by q.rule_id, q.started_at`,
  });
  return rows;
}
