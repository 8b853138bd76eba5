-- insert-slot-fates, sent by engine/src/sql/slots/insert-slot-fates.ts
with f as (
  select * from json_to_recordset($1::json) as f ("triggerId" int, "from" timestamptz, "to" timestamptz, n int, fate text,
    "executionId" bigint, detail jsonb)
), signals as (
  insert into belfry.alert_signals (at, kind, subject, rule_id, facts)
  select (select belfry.now()), 'slot.missed', r.slug, r.id,
    jsonb_build_object('missed', sum(f.n), 'from', min(f."from"), 'to', max(f."to"))
  from f join belfry.triggers t on t.id = f."triggerId" join belfry.rules r on r.id = t.rule_id
  where f.fate = 'missed'
  group by r.id
)
insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, execution_id, detail, decided_at)
select ((select belfry.now()) at time zone 'UTC')::date, "triggerId", "from", "to", n, fate, "executionId", detail,
  (select belfry.now())
from f
