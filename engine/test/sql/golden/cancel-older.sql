-- cancel-older, sent by engine/src/sql/gates/cancel-older.ts
with g as (
  select * from json_to_recordset($1::json) as g (gate text, "limit" int, newest bigint)
), older as materialized (
  select q.id, g.newest from g
  cross join lateral (
    select p.execution_id from belfry.gate_places p where p.gate = g.gate order by p.execution_id desc offset g."limit") p
  join belfry.execution_queue q on q.id = p.execution_id
  where q.cancel_by is null
  order by q.id
  for no key update of q
)
update belfry.execution_queue q
set cancel_by = 'execution ' || older.newest || ', which was started at ' ||
    to_char((select belfry.now()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ': the rule goes on with the newest only',
  run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
from older where q.id = older.id
