-- insert-mark, sent by engine/src/sql/marks/insert-mark.ts
insert into belfry.step_marks as m (execution_id, action, iteration, redrive, kind, began_at, until_at, called_id, event_type,
  match, key_hash, value)
select $1, $2, $3, $4, $5, now.at, coalesce(now.at + $6 * interval '1 millisecond', $7), $8, $9, $10, $11, $12
from (select belfry.now() as at) now
on conflict (execution_id, action, iteration) do update
set redrive = excluded.redrive, kind = excluded.kind, began_at = excluded.began_at, until_at = excluded.until_at,
  called_id = excluded.called_id, event_type = excluded.event_type, match = excluded.match, key_hash = excluded.key_hash,
  value = excluded.value
where m.redrive < excluded.redrive
returning action, iteration, redrive, kind, began_at as "beganAt", until_at as "untilAt", called_id as "calledId", value
