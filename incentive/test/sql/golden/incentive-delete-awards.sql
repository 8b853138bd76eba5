-- incentive-delete-awards, sent by incentive/src/sql/delete-awards.ts
delete from belfry.incentive_awards where contract = any($1::bigint[])
