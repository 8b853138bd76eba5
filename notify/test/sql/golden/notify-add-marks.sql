-- notify-add-marks, sent by notify/src/sql/add-marks.ts
insert into belfry.message_statistics as s (period, at, channel, slice, value, kind, key, n)
select period, at, channel, slice, value, kind, key, n from belfry.count_marks($1, $2)
order by period, slice, value, at, channel, kind, key
on conflict (period, slice, value, at, channel, kind, key) do update set n = s.n + excluded.n
