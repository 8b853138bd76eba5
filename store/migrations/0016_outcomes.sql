-- 0016_outcomes.sql
-- locks: belfry.triggers and belfry.slots_due for a moment (new columns without a rewrite)

-- How much later than its schedule says a trigger fires, so that many rules do not begin in one moment.
alter table belfry.triggers add column if not exists spread_ms int not null default 0;

-- The end of a business day by which other rules have to have run. It is no time at which anything is sure to fire.
alter table belfry.slots_due add column if not exists awaits boolean not null default false;

-- Which triggers are told when an execution of a rule ends. Only triggers of enabled rules are here.
create table if not exists belfry.outcome_watches (
  rule_id    int    not null,
  trigger_id int    not null,
  states     text[] not null,
  primary key (rule_id, trigger_id)
);
create index if not exists outcome_watches_trigger on belfry.outcome_watches (trigger_id);

-- Which rules those triggers name, or by which labels they mean them, for rules that are made or labelled later.
create table if not exists belfry.outcome_demands (
  trigger_id int    primary key,
  rules      text[] not null,
  labels     jsonb,
  states     text[] not null
);

-- Ends of executions that a trigger has still to be told. Written in the transaction of the end, and gone a moment later.
create table if not exists belfry.rule_outcomes (
  id           bigint      generated always as identity primary key,
  trigger_id   int         not null,
  execution_id bigint      not null,
  redrive      smallint    not null,
  state        text        not null,
  failure      jsonb,
  ended_at     timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);
