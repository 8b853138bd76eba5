-- notify-take-marks, sent by notify/src/sql/take-marks.ts
select coalesce(array_agg(id), '{}') as ids
from (select id from belfry.delivery_marks order by id limit $1 for update skip locked) m
