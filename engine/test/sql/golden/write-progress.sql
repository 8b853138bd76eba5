-- write-progress, sent by engine/src/sql/nodes/write-progress.ts
insert into belfry.execution_progress (execution_id, action, iteration, done, total, reported_at)
select execution, action, iteration, done, total, (select belfry.now())
from json_to_recordset($1::json) as p (execution bigint, action text, iteration text, done float8, total float8)
order by execution
on conflict (execution_id) do update
set action = excluded.action, iteration = excluded.iteration, done = excluded.done, total = excluded.total,
  reported_at = excluded.reported_at
