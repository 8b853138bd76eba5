import type { Store } from "@belfry/store";

/** What is left in the database, by names instead of ids: two runs that did the same work have the same ledger. */
export type Ledger = Readonly<Record<string, readonly unknown[]>>;

/** The id of an event that the engine published itself names an execution, whose number differs from run to run. */
const eventId = (source: string, id: string) =>
  `case when ${source} like 'belfry:%' then 'of the engine' else ${id} end`;

/** Without the alert of a slow queue: whether it is one depends on how fast the machine is. */
const pages: Readonly<Record<string, string>> = {
  rules: `select r.slug, r.status, r.version, r.source, (select count(*)::int from belfry.rule_versions v where v.rule_id = r.id) as versions
    from belfry.rules r order by 1`,
  variables: "select name, value from belfry.variables order by 1",
  calendars: "select name, definition from belfry.calendars order by 1",
  triggers: `select r.slug, t.key, t.kind, t.active_until is null as active, t.idle_from is not null as idle, count(*)::int as n
    from belfry.triggers t join belfry.rules r on r.id = t.rule_id group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  fates: `select r.slug, t.key, f.fate, sum(f.n)::int as n, min(f.from_at) as first, max(f.to_at) as last
    from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = t.rule_id
    group by 1, 2, 3 order by 1, 2, 3`,
  executions: `select r.slug, e.state, e.rule_version as version, e.item_index as item, p.slug as parent,
      e.trigger ->> 'kind' as kind, e.trigger ->> 'dueAt' as due, ${eventId("e.trigger -> 'event' ->> 'source'", "e.trigger -> 'event' ->> 'id'")} as event, e.failure ->> 'code' as failure,
      count(*)::int as n
    from belfry.executions e join belfry.rules r on r.id = e.rule_id
    left join belfry.executions pe on pe.id = e.parent_id left join belfry.rules p on p.id = pe.rule_id
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  runs: `select r.slug, e.item_index as item, a.action, a.iteration, a.attempt, a.state, count(*)::int as n
    from belfry.action_runs a join belfry.executions e on e.id = a.execution_id join belfry.rules r on r.id = e.rule_id
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
  queue: `select r.slug, q.state, count(*)::int as n from belfry.execution_queue q join belfry.rules r on r.id = q.rule_id
    group by 1, 2 order by 1, 2`,
  failed: `select r.slug, count(*)::int as n from belfry.failed_executions f join belfry.rules r on r.id = f.rule_id group by 1 order by 1`,
  events: `select source, ${eventId("source", "event_id")} as event, type, replay_of is not null as replay, count(*)::int as n
    from belfry.events where type not like 'belfry.queue.slow%' group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  decisions: `select r.slug, ${eventId("e.source", "e.event_id")} as event, d.fate, count(*)::int as n from belfry.event_decisions d
    join belfry.events e on e.id = d.event_id join belfry.rules r on r.id = d.rule_id group by 1, 2, 3 order by 1, 2, 3`,
  windows: `select r.slug, w.gathers, w.n from belfry.event_windows w join belfry.triggers t on t.id = w.trigger_id
    join belfry.rules r on r.id = t.rule_id order by 1, 2, 3`,
  deadLetters: "select state, raw, count(*)::int as n from belfry.event_dead_letters group by 1, 2 order by 1, 2",
  feeds: `select r.slug, f.cursor from belfry.trigger_feeds f join belfry.triggers t on t.id = f.trigger_id
    join belfry.rules r on r.id = t.rule_id order by 1`,
  records:
    "select t.name, r.key, r.fields, r.version from belfry.records r join belfry.record_tables t on t.id = r.table_id order by 1, 2",
  recordTables: "select name, rows from belfry.record_tables order by 1",
  // An action that was interrupted is done again, and may have left its file the first time: that one belongs to nothing.
  artifacts: `select distinct r.slug, a.name from belfry.artifacts a join belfry.executions e on e.id = a.execution_id
    join belfry.rules r on r.id = e.rule_id order by 1, 2`,
  alerts: `select kind, subject, until is not null as over, event_id is not null as told, count(*)::int as n
    from belfry.alert_episodes where kind = 'rule.failing' group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  grids: "select slug, removed_at is null as there, definition from belfry.grids order by 1",
  members: `select g.slug, m.path, m.opens_on, m.closes_on, m.removed_at is null as there
    from belfry.grid_members m join belfry.grids g on g.id = m.grid_id order by 1, 2`,
  cells: `select g.slug, t.key, p.label, m.path, c.state, c.reason, c.attempt
    from belfry.grid_cells c join belfry.grids g on g.id = c.grid_id join belfry.grid_task_types t on t.id = c.task_type_id
    join belfry.grid_periods p on p.id = c.period_id join belfry.grid_members m on m.id = c.member_id order by 1, 2, 3, 4`,
  cellCounts: `select t.key, p.label, c.state, sum(c.n)::int as n from belfry.grid_counts c
    join belfry.grid_task_types t on t.id = c.task_type_id join belfry.grid_periods p on p.id = c.period_id
    group by 1, 2, 3 having sum(c.n) <> 0 order by 1, 2, 3`,
  backfills: `select g.slug, b.state, b.mode, sum(p.written)::int as written
    from belfry.grid_backfills b join belfry.grids g on g.id = b.grid_id
    left join belfry.grid_backfill_parts p on p.backfill_id = b.id group by g.slug, b.id order by b.id`,
  freshness: `select t.key, p.label, f.announced, f.announced_total, f.late_at is not null as late, f.escalated_at is not null as escalated,
      f.complete_at is not null as complete, f.closed
    from belfry.grid_freshness f join belfry.grid_task_types t on t.id = f.task_type_id
    join belfry.grid_periods p on p.id = f.period_id order by 1, 2`,
  awaited: "select count(*)::int as n from belfry.awaited_events",
  shipped: "select shipped_rules as shipped from belfry.installation",
  jumps: "select (count(*) > 0) as recorded from belfry.clock_jumps",
};

export async function readLedger(store: Store): Promise<Ledger> {
  const entries: [string, readonly unknown[]][] = [];
  for (const [name, text] of Object.entries(pages)) {
    const { rows } = await store.query({ name: `ledger-${name}`, text });
    entries.push([name, rows]);
  }
  return Object.fromEntries(entries);
}
