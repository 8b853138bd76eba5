import type { Statement, Store } from "@belfry/store";

/** So many finished executions are written at once: a transaction of ten millions would take the disk of its log as well. */
const AT_ONCE = 250_000;

/** Finished executions with one action run each, over the last 90 days and all rules, as time would have left them. */
export async function fillFinished(store: Store, count: number): Promise<void> {
  await store.query({
    name: "bench-partitions",
    text: `select belfry.ensure_daily_partitions('action_runs', (belfry.now() at time zone 'UTC')::date - 90, 99)`,
  });
  for (let done = 0; done < count; done += AT_ONCE) {
    const part = Math.min(AT_ONCE, count - done);
    await fill(store, {
      name: "bench-finished",
      text: `with r as (
          select id, version, row_number() over (order by id) - 1 as place, count(*) over () as rules from belfry.rules
        ), n as (
          select i, belfry.now() - interval '90 days' * (1 - ($2::float8 + i) / $3) as at from generate_series(1, $1::int) i
        ), e as (
          insert into belfry.executions (rule_id, rule_version, trigger, state, created_at, started_at, finished_at)
          select r.id, r.version, '{"kind":"manual"}', case when i % 50 = 0 then 'failed' else 'success' end, at, at, at
          from n join r on r.place = n.i % r.rules
          returning id, rule_id, state, created_at
        ), f as (
          insert into belfry.failed_executions (execution_id, rule_id, failed_at)
          select id, rule_id, created_at from e where state = 'failed'
        )
        insert into belfry.action_runs (created_on, execution_id, action, attempt, use, state, took_ms, finished_at)
        select (created_at at time zone 'UTC')::date, id, 'a1', 1, 'bench.note', state, 1, created_at from e`,
      values: [part, done, count],
    });
    process.stderr.write(`${done + part} of ${count} finished executions\n`);
  }
}

/** Executions that wait to run, over all rules. @param priority a smaller number runs first */
export async function fillPending(store: Store, count: number, priority: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    await fill(store, {
      name: "bench-pending",
      text: `with r as (
          select id, version, row_number() over (order by id) - 1 as place, count(*) over () as rules from belfry.rules
        ), e as (
          insert into belfry.executions (rule_id, rule_version, trigger, created_at)
          select r.id, r.version, '{"kind":"manual"}', belfry.now()
          from generate_series(1, $1::int) i join r on r.place = i % r.rules
          returning id, rule_id)
        insert into belfry.execution_queue (id, rule_id, priority, run_at, turn_at)
        select id, rule_id, $2, belfry.now(), belfry.now() from e`,
      values: [Math.min(AT_ONCE, count - done), priority],
    });
  }
}

/** A slow disk may take longer than any statement of Belfry's may. */
function fill(store: Store, statement: Statement): Promise<void> {
  return store.transaction(async (tx) => {
    await tx.query({ name: "bench-no-limit", text: "set local statement_timeout = 0" });
    await tx.query(statement);
  });
}

/** What a database that ran for weeks has long done by itself. */
export async function analyzeTables(store: Store): Promise<void> {
  for (const table of ["executions", "execution_queue", "action_runs", "failed_executions", "rules"])
    await store.query({ name: `bench-vacuum-${table}`, text: `vacuum (analyze) belfry.${table}` });
}
