-- lock-statistics, sent by engine/src/sql/statistics/lock-statistics.ts
select p.counted_until as "countedUntil",
  belfry.now() - interval '1 second' - coalesce((
    select max(clock_timestamp() - a.xact_start) -- other clock: PostgreSQL says by its own when a transaction began
    from pg_stat_activity a
    where a.datname = current_database() and a.backend_xid is not null and a.pid <> pg_backend_pid()), interval '0') as "settledUntil",
  (select created_at from belfry.executions order by id limit 1) as begin,
  (select min(j.noticed_at) from belfry.clock_jumps j where j.id > p.jump_id and j.jump_ms < 0) as "setBackTo",
  coalesce((select max(id) from belfry.clock_jumps), 0) as "jumpId"
from belfry.statistics_progress p for update of p skip locked
