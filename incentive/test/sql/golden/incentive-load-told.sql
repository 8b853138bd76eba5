-- incentive-load-told, sent by incentive/src/sql/load-told.ts
select contract from belfry.incentive_tellings
where contract = any($1::bigint[]) and kind = 'group' and state = 'told'
