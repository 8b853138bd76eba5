-- insert-backfill, sent by engine/src/sql/grid/backfill/insert-backfill.ts
with made as (
  insert into belfry.grid_backfills
    (grid_id, mode, from_on, until_on, request, reason, notify, estimate_ms, created_at, created_by, since, look_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, now, $9, now, now from belfry.now() as now
  returning id),
parts as (
  insert into belfry.grid_backfill_parts (backfill_id, n, task_type_id, period_id, start_on, end_on, planned)
  select made.id, p.n, p."taskTypeId", p."periodId", p.start, p."end", p.planned
  from made, jsonb_to_recordset($10::jsonb) as p (n int, "taskTypeId" int, "periodId" int, start date, "end" date, planned int))
select id from made
