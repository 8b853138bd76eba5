-- 0021_turns.sql
-- locks: belfry.execution_queue while three indexes are built (a second for a million executions)

-- 0 urgent, 1 normal, 2 low: each has its own places at every worker.
alter table belfry.execution_queue add column band smallint not null default 1;
-- By this the executions of a band are claimed. 'infinity' for what cannot be claimed now, and for what nobody has given
-- a turn yet: an older version writes none, and what it adds is given one when its time has come.
alter table belfry.execution_queue add column turn_at timestamptz not null default 'infinity';

create index execution_queue_turn on belfry.execution_queue (band, turn_at) where node is null and turn_at < 'infinity';
create index execution_queue_line on belfry.execution_queue (rule_id, turn_at) where node is null and turn_at < 'infinity';
create index execution_queue_due on belfry.execution_queue (run_at)
  where node is null and turn_at = 'infinity' and run_at < 'infinity';

create function belfry.band_of(priority smallint) returns smallint
  language sql immutable parallel safe
  return case when priority < 50 then 0 when priority < 500 then 1 else 2 end::smallint;

-- How much later than its line says an execution has its turn because of its priority: six seconds for each point
-- within its band, so that what has waited long goes before what is more urgent and new.
create function belfry.turn_offset(priority smallint) returns interval
  language sql immutable parallel safe
  return (case when priority < 50 then priority when priority < 500 then priority - 50 else priority - 500 end)
    * interval '6 seconds';
