-- incentive-dismiss-correction, sent by incentive/src/sql/dismiss-correction.ts
update belfry.incentive_corrections
set state = 'dismissed', decided_by = $3, decision = $4, decided_at = belfry.now()
where campaign_id = $1 and id = $2 and state = 'proposed'
