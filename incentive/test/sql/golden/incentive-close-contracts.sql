-- incentive-close-contracts, sent by incentive/src/sql/close-contracts.ts
update belfry.incentive_contracts set state = $2 where id = any($1::bigint[])
