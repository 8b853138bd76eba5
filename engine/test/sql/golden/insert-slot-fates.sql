-- insert-slot-fates, sent by engine/src/sql/slots/insert-slot-fates.ts
insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, execution_id, detail, decided_at)
select ((select belfry.now()) at time zone 'UTC')::date, "triggerId", "from", "to", n, fate, "executionId", detail,
  (select belfry.now())
from json_to_recordset($1::json) as f ("triggerId" int, "from" timestamptz, "to" timestamptz, n int, fate text,
  "executionId" bigint, detail jsonb)
