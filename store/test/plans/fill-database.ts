import { Client } from "pg";

/** The tables that grow with use: no statement that runs all day may read one of them from end to end. */
export const bigTables = [
  "triggers",
  "trigger_plans",
  "trigger_keys",
  "slots_due",
  "slot_fates",
  "executions",
  "execution_queue",
  "gate_places",
  "failed_executions",
  "unsuccessful_executions",
  "step_marks",
  "action_runs",
  "execution_logs",
  "artifacts",
  "messages",
  "deliveries",
  "delivery_attempts",
  "callback_events",
  "message_statistics",
  "audit_entries",
  "grid_members",
  "grid_cells",
  "grid_counts",
  "grid_generations",
  "grid_backfills",
  "grid_backfill_parts",
  "grid_freshness",
  "incentive_runs",
  "incentive_contracts",
  "incentive_entries",
  "incentive_awards",
  "incentive_days",
  "incentive_day_rewards",
  "incentive_people",
  "incentive_projects",
  "incentive_tellings",
  "incentive_quarantine",
] as const;

/**
 * Fills the tables as after some weeks of use: 500 rules, 20,000 triggers, and 20,000 executions of which a quarter is
 * still in the queue: due, held, retried, waiting at a gate. PostgreSQL then plans as it will in production.
 */
export async function fillDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      set synchronous_commit = off;
      -- No foreign keys are checked: every row below has its parent.
      set session_replication_role = replica;
      insert into belfry.rules (slug, name, status, version, created_at, updated_at)
      select 'rule-' || n, 'Rule ' || n, 'enabled', 1, (select belfry.now()), (select belfry.now()) from generate_series(1, 500) n;

      insert into belfry.rule_versions (rule_id, version, definition, author, created_at)
      select id, 1, '{}', 'test', (select belfry.now()) from belfry.rules;

      insert into belfry.triggers (rule_id, key, kind, config, active_from)
      select 1 + n % 500, 'cron-' || n, 'cron', '{"cron":"* * * * *"}', (select belfry.now()) from generate_series(1, 20000) n;

      insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until)
      select id, rule_id, 1, (select belfry.now()) + id * interval '1 second' from belfry.triggers;

      -- As many as a large installation has.
      insert into belfry.trigger_feeds (trigger_id, rule_id, kind, mode, state, since, due_at, node)
      select id, rule_id, 'mail', case when id % 2 = 0 then 'poll' else 'subscribe' end, 'listening', (select belfry.now()),
        (select belfry.now()) + (id - 100) * interval '1 second', case when id % 4 = 1 then 1 + id % 3 end
      from belfry.triggers where id <= 2000;

      -- Twenty campaigns, of which one is asked about.
      insert into belfry.incentive_campaigns (key, revision, name, city, from_on, created_at, updated_at, updated_by)
      select 'C-' || n, '1', 'C', '北京', '2025-01-01', (select belfry.now()), (select belfry.now()), 'test' from generate_series(1, 20) n;
      insert into belfry.incentive_people (campaign_id, key, name, provider)
      select 1 + n % 20, 'p-' || n, 'p', 'x' from generate_series(1, 10000) n;
      insert into belfry.incentive_projects (campaign_id, project, used_fen) select 1 + n % 20, 'g-' || n, 1 from generate_series(1, 20000) n;
      insert into belfry.incentive_contracts (campaign_id, contract_id, person_id, provider, project, day, order_type, historical,
        sequence, amount_fen, counted_fen, rewards, reward_fen, run_id, source, figures, booked_at)
      select 1 + n % 20, 'c-' || n, 1 + n % 10000, 'x', 'g-' || n, date '2025-01-01' + n % 300, 'platform', false, n, 1, 1, 0, 0, 1,
        '{}', '{}', (select belfry.now()) from generate_series(1, 30000) n;
      insert into belfry.incentive_entries (campaign_id, contract, person_id, provider, day, month, kind, author, at)
      select 1 + n % 20, n, 1 + n % 10000, 'x', '2025-01-01', '2025-01', 'performance', 'x', (select belfry.now()) from generate_series(1, 30000) n;
      insert into belfry.incentive_awards (campaign_id, contract, person_id, position, kind, type, name)
      select 1 + n % 20, n, 1 + n % 10000, 0, 'lucky', 'x', 'y' from generate_series(1, 20000) n;
      insert into belfry.incentive_days select 1 + n % 20, date '2025-01-01' + n % 300, 1 + n % 10000, 'x', 1, 1, 1, 0, 0 from generate_series(1, 30000) n;
      insert into belfry.incentive_day_rewards select 1 + n % 20, date '2025-01-01' + n % 300, 1 + n % 10000, 'x', 't', 'n', 1, 1 from generate_series(1, 30000) n;
      -- One every few minutes, of which a tenth booked something.
      insert into belfry.incentive_runs (campaign_id, revision, source, state, author, booked, started_at, ended_at)
      select 1 + n % 20, '1', 'x', 'done', 'x', case when n % 10 = 0 then 1 else 0 end, (select belfry.now()) - n * interval '3 minutes',
        (select belfry.now()) - n * interval '3 minutes' from generate_series(1, 30000) n;
      insert into belfry.incentive_tellings (campaign_id, contract, kind, text, state, created_at)
      select 1 + n % 20, n, 'group', 'x', 'told', (select belfry.now()) - n * interval '10 minutes' from generate_series(1, 30000) n;
      insert into belfry.incentive_quarantine (campaign_id, fingerprint, source, row, code, message, remedy, raw, first_run, last_run,
        first_at, last_at)
      select 1 + n % 20, sha256(n::text::bytea), 'x', n, 'x', 'x', 'x', '{}', 1, 1, (select belfry.now()), (select belfry.now()) from generate_series(1, 20000) n;

      insert into belfry.trigger_keys (rule_id, key_hash, execution_id, expires_at)
      select 1 + n % 500, sha256(n::text::bytea), n, (select belfry.now()) + n * interval '1 minute' from generate_series(1, 20000) n;

      insert into belfry.slots_due (trigger_id, due_at, rule_id, rule_version, decide_at)
      select id, (select belfry.now()) + id * interval '1 second', rule_id, 1, (select belfry.now()) + (id - 100) * interval '1 second'
      from belfry.triggers;

      insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, execution_id, decided_at)
      select date '2026-02-28' + n % 9, 1 + n % 20000, (select belfry.now()) - n * interval '1 minute', (select belfry.now()) - n * interval '1 minute', 1,
        'fired', n, (select belfry.now()) from generate_series(1, 40000) n;

      insert into belfry.executions (rule_id, rule_version, parent_id, item_index, trigger, state, created_at, finished_at)
      select 1 + n % 500, 1, case when n % 4 = 1 then n - n % 40 end, case when n % 4 = 1 then n end, '{"kind":"cron"}',
        case when n <= 5000 then 'failed' when n <= 10000 then 'success' end, (select belfry.now()) - (30000 - n) * interval '1 second',
        case when n <= 10000 then (select belfry.now()) - (29990 - n) * interval '1 second' end
      from generate_series(1, 30000) n;

      insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
      select id, rule_id, (select belfry.now()), 'reason-' || id % 50 from belfry.executions where id <= 5000;

      insert into belfry.unsuccessful_executions (id, rule_id, state)
      select id, rule_id, state from belfry.executions where state <> 'success';

      insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, run_at, state, node, cancel_by)
      select id, rule_id, parent_id, case when id % 7 = 0 then rule_id end, 100,
        case when id % 7 = 0 then 'infinity' else (select belfry.now()) + (id - 10100) * interval '1 second' end,
        case when id % 5 = 0 then 'running' else 'pending' end, case when id % 5 = 0 then 1 + id % 3 end,
        case when id % 1000 = 0 then 'test' end
      from belfry.executions where id > 10000;

      update belfry.execution_queue set turn_at = run_at where node is null and run_at <= belfry.now();
      -- Three work of each rule with a limit, and the others wait; many more wait at the gates of labels.
      insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
      select id, 'rule:' || rule_id, 0, rule_id, case when n <= 3 then 'holds' else 'waits' end, (select belfry.now())
      from (select id, rule_id, row_number() over (partition by rule_id order by id) as n from belfry.execution_queue where id % 7 = 0) q;
      insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
      select id, 'label:system=' || id % 5000, 1, rule_id, 'waits', (select belfry.now()) from belfry.execution_queue;

      insert into belfry.action_runs (created_on, execution_id, action, attempt, use, state, took_ms, finished_at, node)
      select date '2026-02-28' + (id % 9)::int, id, 'step-' || s, 1, 'test.echo', 'success', 5, (select belfry.now()), 1
      from belfry.executions, generate_series(1, 3) s;

      insert into belfry.step_marks (execution_id, action, iteration, redrive, kind, began_at, event_type, match, key_hash)
      select id, 'paid', '', 0, 'event', created_at, 'order.paid', 'event.subject', sha256(id::text::bytea) from belfry.executions;
      insert into belfry.awaited_events (type, match)
      select 'type-' || n, 'event.subject' from generate_series(1, 200) n;

      insert into belfry.execution_logs (created_on, execution_id, level, message, logged_at)
      select date '2026-02-28' + (id % 9)::int, id, 'info', 'A line', (select belfry.now()) from belfry.executions, generate_series(1, 3) s;

      insert into belfry.artifacts (id, execution_id, name, media_type, bytes, created_at)
      select 'artifact-' || id, id, 'list.xlsx', 'text/plain', 10, (select belfry.now()) from belfry.executions;

      insert into belfry.messages (idempotency_key, channel, execution_id, content, created_at)
      select 'key-' || id, 'email', id, '{}', (select belfry.now()) from belfry.executions;

      insert into belfry.deliveries (message_id, field, recipient, state, run_at, node, updated_at)
      select id, 'to', 'r' || id % 5000 || '@example.org', case when id % 50 = 0 then 'queued' when id % 50 = 1 then 'sending' else 'accepted' end,
        (select belfry.now()) + (id - 10000) * interval '1 second', case when id % 50 = 1 then 1 end, (select belfry.now())
      from belfry.messages, generate_series(1, 2);

      insert into belfry.delivery_attempts (delivery_id, attempt, account, node, started_at)
      select id, 1, 'main', 1, (select belfry.now()) from belfry.deliveries;

      insert into belfry.callbacks (name, url, secret, verified_at, created_at, updated_at, updated_by)
      select 'callback-' || n, 'https://example.com', 'S', (select belfry.now()), (select belfry.now()), (select belfry.now()), 'test'
      from generate_series(1, 5) n;

      insert into belfry.callback_events (callback_id, message_id, delivery_id, state, attempt, at, status, next_at)
      select 1 + id % 5, message_id, id, 'accepted', 1, (select belfry.now()) - id * interval '1 minute',
             case when id % 50 = 0 then 'waiting' else 'done' end, (select belfry.now()) + id * interval '1 second'
      from belfry.deliveries;

      insert into belfry.message_statistics (period, at, channel, slice, value, kind, key, n)
      select 'hour', date_trunc('hour', (select belfry.now())) - n % 1400 * interval '1 hour', 'email', 'label', 'order=' || n / 1400,
             'state', 'accepted', 1
      from generate_series(0, 27999) n;


      insert into belfry.audit_entries (n, at, actor_kind, actor, action, subject_kind, subject, outcome, detail, detail_hash, hash)
      select n, (select belfry.now()) - (30000 - n) * interval '1 minute', 'person', 'user-' || n % 200, 'rules.save', 'rule', 'rule-' || n % 500,
        'done', '{"changes":[]}', '', '' from generate_series(1, 30000) n;

      -- Three grids of twenty task types, four platforms and 4,000 shops; of a year of two task types, one cell in 25.
      insert into belfry.grids (slug, name, definition, created_at, updated_at, updated_by)
      select 'grid-' || n, 'Grid', '{}', (select belfry.now()), (select belfry.now()), 'test' from generate_series(1, 3) n;
      insert into belfry.grid_task_types (grid_id, key, position)
      select id, 'task-' || n, n from belfry.grids, generate_series(1, 20) n;
      insert into belfry.grid_periods (grid_id, label, start_on, end_on)
      select id, d::date, d, d from belfry.grids, generate_series(date '2025-03-01', date '2026-02-28', '1 day') d;
      insert into belfry.grid_groups (grid_id, path)
      select id, array['platform-' || n] from belfry.grids, generate_series(1, 4) n;
      insert into belfry.grid_members (grid_id, group_id, path, updated_at)
      select grid_id, id, path || ('shop-' || n), (select belfry.now()) from belfry.grid_groups, generate_series(1, 1000) n;
      select belfry.ensure_grid_months(array(select date '2025-03-01' + n * interval '1 month' from generate_series(0, 11) n)::date[]);
      insert into belfry.grid_cells (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at, state)
      select date_trunc('month', p.start_on), p.grid_id, t.id, p.id, m.id, m.group_id, 100, (select belfry.now()), (select belfry.now()),
        case when (m.id + p.id) % 40 = 0 then 'pending' when (m.id + p.id) % 40 = 1 then 'failed' else 'done' end
      from belfry.grid_periods p join belfry.grid_task_types t on t.grid_id = p.grid_id and t.position <= 2
        join belfry.grid_members m on m.grid_id = p.grid_id and m.id % 25 = p.id % 25;
      -- And some of a month whose partition could not be made.
      insert into belfry.grid_periods (grid_id, label, start_on, end_on) select id, '2020-01-05', '2020-01-05', '2020-01-05' from belfry.grids;
      insert into belfry.grid_cells (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at, state)
      select date '2020-01-01', p.grid_id, t.id, p.id, m.id, m.group_id, 100, (select belfry.now()), (select belfry.now()),
        case when m.id % 40 = 0 then 'pending' when m.id % 40 = 1 then 'failed' else 'done' end
      from belfry.grid_periods p join belfry.grid_task_types t on t.grid_id = p.grid_id and t.position <= 2
        join belfry.grid_members m on m.grid_id = p.grid_id where p.label = '2020-01-05';
      insert into belfry.grid_counts (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, 0, count(*) from belfry.grid_cells group by 1, 2, 3, 4;
      -- Many backfills that are over, and a few whose cells wait.
      insert into belfry.grid_backfills (grid_id, state, mode, from_on, until_on, request, notify, created_at, created_by, look_at, ended_at)
      select 1 + n % 3, case when n % 500 = 0 then 'running' else 'done' end, 'missing', '2025-01-01', '2025-03-31', '{}', false,
        (select belfry.now()), 'test', case when n % 500 = 0 then (select belfry.now()) end,
        case when n % 500 <> 0 then (select belfry.now()) + (n - 100) * interval '1 minute' end from generate_series(1, 2000) n;
      insert into belfry.grid_backfill_parts (backfill_id, n, task_type_id, period_id, start_on, end_on, planned, done)
      select b.id, n, 1, n, '2025-01-01', '2025-01-01', 100, b.state = 'done' from belfry.grid_backfills b, generate_series(1, 20) n;
      insert into belfry.grid_freshness (grid_id, task_type_id, period_id, base_on, deadline_at, at_deadline, closed)
      select t.grid_id, t.id, p.id, p.start_on, p.start_on + interval '9 hours', false, p.id % 50 <> 0
      from belfry.grid_task_types t join belfry.grid_periods p on p.grid_id = t.grid_id;
      update belfry.grid_cells set backfill_id = 500 where member_id % 100 = 1 and state = 'pending';
      insert into belfry.grid_generations (grid_id, base_on, created_at, asked_by, results)
      select 1 + n % 3, date '2025-03-01', (select belfry.now()) - (30000 - n) * interval '15 minutes', '', '[]' from generate_series(1, 30000) n;

      insert into belfry.nodes (name, roles, version, session, started_at)
      select 'node', '{worker}', '1', true, (select belfry.now()) from generate_series(1, 3);`);
    await client.query("analyze");
  } finally {
    await client.end();
  }
}
