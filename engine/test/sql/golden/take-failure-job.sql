-- take-failure-job, sent by engine/src/sql/failures/take-failure-job.ts
select id, work, filter, scope, start_from as "from", version, note, asked_by as by, created_at as "createdAt",
  before_id as before, tries, done, refused
from belfry.failure_jobs
where next_at <= (select belfry.now())
order by next_at
limit 1
for update skip locked
