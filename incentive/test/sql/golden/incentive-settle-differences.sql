-- incentive-settle-differences, sent by incentive/src/sql/settle-differences.ts
update belfry.incentive_quarantine set resolved_at = belfry.now()
where campaign_id = $1 and contract_id = any($2::text[]) and resolved_at is null and code = 'bookedOtherwise'
