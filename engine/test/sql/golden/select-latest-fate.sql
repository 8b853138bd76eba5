-- select-latest-fate, sent by engine/src/sql/slots/select-latest-fate.ts
select to_at as at from belfry.slot_fates where trigger_id = $1 order by from_at desc limit 1
