-- advance-failure-job, sent by engine/src/sql/failures/advance-failure-job.ts
update belfry.failure_jobs
set done = done + $2, refused = refused + $3, tries = 0, before_id = coalesce($5, before_id),
  refusals = case when jsonb_array_length(refusals) < 100 then refusals || $4::jsonb else refusals end,
  next_at = case when $5::bigint is null then null else belfry.now() + make_interval(secs => $6 / 1000.0) end,
  finished_at = case when $5::bigint is null then belfry.now() end
where id = $1
