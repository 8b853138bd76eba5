-- incentive-list-runs, sent by incentive/src/sql/list-runs.ts
select id, revision, source, state, execution_id as "executionId", author, reason, rows, booked, known,
       left_out as "leftOut", quarantined, proposed, rewards, started_at as "startedAt", ended_at as "endedAt",
       archive_bytes as bytes, archive_until as until,
       archive is not null and archive_until > belfry.now() as kept
from belfry.incentive_runs
where campaign_id = $1 and ($2::bigint is null or id < $2)
order by id desc limit $3
