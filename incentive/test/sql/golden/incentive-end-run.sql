-- incentive-end-run, sent by incentive/src/sql/end-run.ts
update belfry.incentive_runs set state = $2, reason = $3, ended_at = belfry.now()
where id = $1 and state <> 'done'
