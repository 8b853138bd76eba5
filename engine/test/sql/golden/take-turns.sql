-- take-turns, sent by engine/src/sql/rates/take-turns.ts
insert into belfry.rates as r (key, tat, taken, step_us, burst)
select w.key, now.at + least(w.n, w.burst) * w."stepUs" * interval '1 microsecond', least(w.n, w.burst), w."stepUs", w.burst
from (select belfry.now() as at) now, json_to_recordset($1::json) as w (key text, n int, "stepUs" bigint, burst int)
order by w.key
on conflict (key) do update
set taken = least(excluded.taken, greatest(0, floor(extract(epoch from (excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond') - greatest(r.tat, (excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond'))) * 1000000 / excluded.step_us) + excluded.burst)::int),
  tat = greatest(r.tat, (excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond')) + least(excluded.taken, greatest(0, floor(extract(epoch from (excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond') - greatest(r.tat, (excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond'))) * 1000000 / excluded.step_us) + excluded.burst)::int) * excluded.step_us * interval '1 microsecond',
  step_us = excluded.step_us, burst = excluded.burst
returning r.key, r.tat + interval '999 microseconds' as tat, r.taken, (select belfry.now()) as now
