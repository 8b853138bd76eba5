-- reserve-turns, sent by engine/src/sql/rates/reserve-turns.ts
insert into belfry.rates as r (key, tat, taken, step_us, burst)
select w.key, now.at + w.n * w."stepUs" * interval '1 microsecond', w.n, w."stepUs", w.burst
from (select belfry.now() as at) now, json_to_recordset($1::json) as w (key text, n int, "stepUs" bigint, burst int)
order by w.key
on conflict (key) do update
set tat = greatest(r.tat + excluded.taken * excluded.step_us * interval '1 microsecond', excluded.tat),
  taken = excluded.taken, step_us = excluded.step_us, burst = excluded.burst
returning r.key, r.tat + interval '999 microseconds' as tat, r.taken, (select belfry.now()) as now
