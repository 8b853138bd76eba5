-- incentive-load-addresses, sent by incentive/src/sql/load-addresses.ts
select encode(address_hash, 'hex') as hash from belfry.incentive_addresses
where campaign_id = $1 and address_hash = any($2::bytea[])
