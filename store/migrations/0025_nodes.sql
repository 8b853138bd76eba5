-- 0025_nodes.sql
-- locks: belfry.nodes for a moment (new columns without a rewrite); belfry.execution_queue while two indexes of few rows are built (a second for a million executions)

-- What a node tells of itself when it appears, and with each beat. A node of the version before tells nothing of it.
alter table belfry.nodes
  -- The same for nodes that run the same version with the same plugins.
  add column if not exists build         text,
  -- The kinds of triggers that it can plan, decide and listen to.
  add column if not exists trigger_kinds text[],
  -- The newest migration that it knows.
  add column if not exists schema        int,
  add column if not exists concurrency   int         not null default 0,
  add column if not exists running       int         not null default 0,
  -- How many executions it claimed in the last minute.
  add column if not exists claimed       int         not null default 0,
  add column if not exists seen_at       timestamptz,
  -- Who wants it to take nothing new (`draining`), since when, and until when what runs may go on.
  add column if not exists drain_by      text,
  add column if not exists drain_at      timestamptz,
  add column if not exists drain_until   timestamptz,
  add column if not exists leaving       boolean     not null default false,
  -- When the database was started below which it appeared: a later start takes its lock away, and it lives on.
  add column if not exists database_started timestamptz default pg_postmaster_start_time();

alter table belfry.execution_queue
  -- How many nodes died while they held it, since it last got further; and how many action runs it had at the last of them.
  add column if not exists lives      smallint not null default 0,
  add column if not exists lives_mark int,
  add column if not exists died_on    text[],
  -- Builds of Belfry that cannot run it: nodes with one of them leave it to others.
  add column if not exists refused_by text[];
create index if not exists execution_queue_suspects on belfry.execution_queue (run_at) where node is null and lives >= 2;
create index if not exists execution_queue_refused on belfry.execution_queue (id) where refused_by is not null;

-- How far running actions are, as they last said. Nothing is lost with it: it is gone after a crash of the database.
create unlogged table if not exists belfry.execution_progress (
  execution_id bigint           primary key,
  action       text             not null,
  iteration    text             not null,
  done         double precision not null,
  total        double precision,
  reported_at  timestamptz      not null
) with (fillfactor = 50);
