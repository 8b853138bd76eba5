-- incentive-drop-tellings, sent by incentive/src/sql/drop-tellings.ts
update belfry.incentive_tellings set state = 'dropped' where contract = any($1::bigint[]) and state = 'due'
