-- incentive-insert-tellings, sent by incentive/src/sql/insert-tellings.ts
insert into belfry.incentive_tellings (campaign_id, contract, kind, text, created_at)
select $1, v.*, (select belfry.now()) from unnest($2::bigint[], $3::text[], $4::text[]) as v
on conflict (contract, kind) do nothing
