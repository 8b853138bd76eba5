-- 0002_engine.sql
-- locks: none (new objects only)

-- Rules. `definition` is the rule as its author wrote it; an execution pins the version it started with.
create sequence belfry.rule_changes;
create table belfry.rules (
  id         int         generated always as identity primary key,
  slug       text        not null unique,
  name       text        not null,
  status     text        not null default 'disabled' check (status in ('enabled', 'disabled', 'archived')),
  version    int         not null,
  labels     jsonb       not null default '{}',
  -- Grows with every change, so that a node can ask "what changed since I looked".
  change     bigint      not null default nextval('belfry.rule_changes'),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index rules_change on belfry.rules (change);

create table belfry.rule_versions (
  rule_id    int         not null references belfry.rules (id),
  version    int         not null,
  definition jsonb       not null,
  author     text        not null,
  created_at timestamptz not null,
  primary key (rule_id, version)
);

create table belfry.variables (
  name       text        primary key,
  value      jsonb       not null,
  updated_at timestamptz not null
);

-- Triggers of rules. A trigger whose configuration changes ends, and a new one begins: due slots are counted by cron
-- arithmetic from active_from to active_until.
create table belfry.triggers (
  id           int         generated always as identity primary key,
  rule_id      int         not null references belfry.rules (id),
  key          text        not null,
  kind         text        not null,
  config       jsonb       not null,
  active_from  timestamptz not null,
  active_until timestamptz,
  -- Since when its rule is disabled. The slots of that time get their fate, in one row, when it is enabled again.
  idle_from    timestamptz
);
create index triggers_rule on belfry.triggers (rule_id);

-- How far each schedule trigger is planned. Only triggers of enabled rules have a row.
create table belfry.trigger_plans (
  trigger_id    int         primary key references belfry.triggers (id),
  rule_id       int         not null,
  rule_version  int         not null,
  planned_until timestamptz not null
);
create index trigger_plans_until on belfry.trigger_plans (planned_until);
create index trigger_plans_rule on belfry.trigger_plans (rule_id);

-- The next fires: small, deleted as they are decided.
create table belfry.slots_due (
  trigger_id   int         not null,
  due_at       timestamptz not null,
  rule_id      int         not null,
  rule_version int         not null,
  -- Not decided before: a catch-up is spread over time by it. Equal to due_at otherwise.
  decide_at    timestamptz not null,
  primary key (trigger_id, due_at)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);
create index slots_due_decide on belfry.slots_due (decide_at);

-- What became of each slot. Runs of equal fate are one row with n.
create table belfry.slot_fates (
  decided_on   date        not null,
  trigger_id   int         not null,
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  n            int         not null check (n > 0),
  fate         text        not null,
  execution_id bigint,
  detail       jsonb,
  decided_at   timestamptz not null
) partition by range (decided_on);
create table belfry.slot_fates_default partition of belfry.slot_fates default;
create index slot_fates_trigger on belfry.slot_fates (trigger_id, from_at);

-- Starts by hand or by the API that must happen once.
create table belfry.trigger_keys (
  rule_id      int         not null,
  key_hash     bytea       not null,
  execution_id bigint      not null,
  expires_at   timestamptz not null,
  primary key (rule_id, key_hash)
);
create index trigger_keys_expiry on belfry.trigger_keys (expires_at);

-- Executions: written at their start and once at their end. `state` is empty while they are in the queue.
create table belfry.executions (
  id           bigint      generated always as identity primary key,
  rule_id      int         not null,
  rule_version int         not null,
  parent_id    bigint,
  item_index   int,
  item         jsonb,
  trigger      jsonb       not null,
  inputs       jsonb       not null default '{}',
  state        text        check (state in ('success', 'failed', 'cancelled', 'skipped')),
  failure      jsonb,
  -- How often a person or a policy asked for a retry after the end.
  redrive      smallint    not null default 0,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz
) with (fillfactor = 80);
create index executions_rule on belfry.executions (rule_id, id desc);
create unique index executions_item on belfry.executions (parent_id, item_index) where parent_id is not null;

-- The dead letters. A table of its own: an index of failed executions on the table above would have to be written at the
-- end of every execution, the good ones too.
create table belfry.failed_executions (
  execution_id bigint      primary key,
  rule_id      int         not null,
  failed_at    timestamptz not null
);
create index failed_executions_rule on belfry.failed_executions (rule_id, execution_id desc);

-- The queue: narrow, one row per execution that has not ended, deleted at its end.
create table belfry.execution_queue (
  id         bigint      primary key,
  rule_id    int         not null,
  parent_id  bigint,
  -- Set when the rule limits its concurrency: the rule whose places this execution takes.
  gate       int,
  priority   smallint    not null,
  -- Not claimed before. 'infinity' waits for a signal, or for a place at the gate.
  run_at     timestamptz not null,
  state      text        not null default 'pending' check (state in ('pending', 'running', 'retrying', 'waiting')),
  -- Who holds it, and the how-manieth holding this is: every write of an outcome repeats the epoch.
  node       int,
  epoch      int         not null default 0,
  -- Counts what should wake it (a child ended, a delivery settled). A sleeper that sees a new one does not sleep.
  signals    int         not null default 0,
  -- The action that is waited for or retried.
  action     text,
  cancel_by  text,
  started_at timestamptz
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
        autovacuum_vacuum_cost_delay = 0);
create index execution_queue_ready on belfry.execution_queue (priority, run_at) where node is null;
create index execution_queue_wake on belfry.execution_queue (run_at) where node is null;
create index execution_queue_held on belfry.execution_queue (node) where node is not null;
create index execution_queue_gate on belfry.execution_queue (gate, priority, id)
  where gate is not null and state = 'pending' and run_at = 'infinity';
create index execution_queue_parent on belfry.execution_queue (parent_id) where parent_id is not null;
create index execution_queue_rule on belfry.execution_queue (rule_id);

-- Every attempt of every action. Partitioned by the day its execution was created, so that the key can tell a repeated
-- write of the same attempt.
create table belfry.action_runs (
  created_on   date        not null,
  execution_id bigint      not null,
  action       text        not null,
  iteration    text        not null default '',
  attempt      smallint    not null,
  redrive      smallint    not null default 0,
  use          text        not null,
  state        text        not null check (state in ('success', 'failed', 'skipped', 'cancelled')),
  output       jsonb,
  failure      jsonb,
  took_ms      int         not null,
  finished_at  timestamptz not null,
  node         int,
  primary key (execution_id, action, iteration, attempt, redrive, created_on)
) partition by range (created_on);
create table belfry.action_runs_default partition of belfry.action_runs default;

create table belfry.execution_logs (
  created_on   date        not null,
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  action       text,
  iteration    text,
  level        text        not null check (level in ('info', 'warn', 'error')),
  message      text        not null,
  fields       jsonb,
  logged_at    timestamptz not null
) partition by range (created_on);
create table belfry.execution_logs_default partition of belfry.execution_logs default;
create index execution_logs_execution on belfry.execution_logs (execution_id, id);

create table belfry.artifacts (
  id           text        primary key,
  execution_id bigint,
  name         text        not null,
  media_type   text        not null,
  bytes        bigint      not null,
  created_at   timestamptz not null
);
create index artifacts_execution on belfry.artifacts (execution_id);

-- One row per process. Liveness is the session lock of its heartbeat connection and the movement of `beat`.
create table belfry.nodes (
  id         int         generated always as identity primary key,
  name       text        not null,
  roles      text[]      not null,
  version    text        not null,
  beat       bigint      not null default 0,
  -- Whether the node holds its session lock. Behind a transaction-pooling proxy it cannot, and only the beat counts.
  session    boolean     not null,
  draining   boolean     not null default false,
  started_at timestamptz not null
) with (fillfactor = 50);

-- Jumps of the database's clock, as a node noticed them.
create table belfry.clock_jumps (
  id          bigint      generated always as identity primary key,
  noticed_at  timestamptz not null,
  jump_ms     bigint      not null,
  node        int
);
