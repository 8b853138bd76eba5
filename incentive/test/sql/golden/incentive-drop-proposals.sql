-- incentive-drop-proposals, sent by incentive/src/sql/drop-proposals.ts
delete from belfry.incentive_corrections where contract = any($1::bigint[]) and state = 'proposed'
