-- select-failure-jobs, sent by engine/src/sql/failures/select-failure-jobs.ts
select j.id, j.work, j.filter, j.start_from as "from", j.version, j.note, j.asked_by ->> 'name' as by,
  case when j.next_at is not null then 'running' when j.cancelled_by is not null then 'cancelled' else 'done' end as state,
  j.total, j.done, j.refused, j.refusals, j.created_at as "createdAt", j.finished_at as "finishedAt", j.cancelled_by as "cancelledBy" from belfry.failure_jobs j
where ($1::bigint is null or j.id = $1::bigint) and ($2::jsonb is null or j.scope = $2) and ($3::bigint is null or j.id < $3::bigint)
order by j.id desc
limit $4
