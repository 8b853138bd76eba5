-- incentive-save-addresses, sent by incentive/src/sql/save-addresses.ts
insert into belfry.incentive_addresses (campaign_id, address_hash)
select $1, hash from unnest($2::bytea[]) as v (hash)
on conflict do nothing
