-- 0026_statistics.sql
-- locks: belfry.executions (an index is built that reads the table once, some seconds for ten millions; a trigger),
--   belfry.slot_fates (two partial indexes on each day)

-- Which executions ended when. Blocks of the table with their first and last times: a thousandth of a usual index, and an
-- execution that ends does not have to be written into it (from PostgreSQL 16 on it stays an update in place).
create index executions_finished on belfry.executions
  using brin (finished_at timestamptz_minmax_multi_ops) with (pages_per_range = 32, autosummarize = on);

-- Executions that ended, counted by day: every so often what ended since `counted_until` is added, in the transaction that
-- moves it on. Whoever reads adds what ended after it. `rule_id` 0 is all rules together, so that a year of a thousand rules
-- is read as fast as one of a single rule.
create table belfry.statistics (
  day     date     not null,
  rule_id int      not null,
  -- What is counted: state, took, waited, failure.
  kind    text     not null,
  -- The state; the step of the scale of times; class and code of the failure.
  key     text     not null,
  n       bigint   not null,
  primary key (kind, day, rule_id, key)
);

create table belfry.statistics_progress (
  singleton     bool primary key default true check (singleton),
  -- What ended before is counted. Null: nothing is.
  counted_until timestamptz,
  -- The jumps of the clock up to this one have been taken into account.
  jump_id       bigint not null default 0
);
insert into belfry.statistics_progress default values;

-- What had been counted and is open again: it is taken back, and counted anew when it ends again. Written by a trigger, so
-- that no way of opening an execution can forget it, that of a node of the version before included.
create table belfry.statistics_reopened (
  id          bigint generated always as identity primary key,
  rule_id     int         not null,
  state       text        not null,
  failure     text,
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz not null,
  redrive     smallint    not null
);

create function belfry.note_reopened() returns trigger
  language plpgsql
  as $$
begin
  insert into belfry.statistics_reopened (rule_id, state, failure, created_at, started_at, finished_at, redrive)
  values (old.rule_id, old.state, (old.failure ->> 'class') || ' ' || (old.failure ->> 'code'), old.created_at, old.started_at,
    old.finished_at, old.redrive);
  return null;
end $$;
create trigger executions_reopened after update of state on belfry.executions
  for each row when (old.finished_at is not null and new.finished_at is null and old.item_index is null)
  execute function belfry.note_reopened();

-- A time in milliseconds on a scale of which each step is a tenth longer than the one before: so far apart may a median lie
-- from the truth.
create function belfry.step_of_time(ms double precision) returns int
  language sql immutable parallel safe
  as $$ select case when ms < 1 then 0 else 1 + floor(ln(ms) / ln(1.1))::int end $$;

-- For the days of one rule: runs of slots that began before the first day, and what is left of slots after their time.
create index slot_fates_runs on belfry.slot_fates (trigger_id, to_at) where n > 1;
create index slot_fates_summed on belfry.slot_fates (trigger_id) where detail = '{"summedUp": true}';
