-- incentive-count-run, sent by incentive/src/sql/count-run.ts
update belfry.incentive_runs
set rows = rows + $2, booked = booked + $3, known = known + $4, left_out = left_out + $5,
    quarantined = quarantined + $6, proposed = proposed + $7, rewards = rewards + $8
where id = $1
