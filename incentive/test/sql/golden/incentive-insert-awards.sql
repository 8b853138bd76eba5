-- incentive-insert-awards, sent by incentive/src/sql/insert-awards.ts
insert into belfry.incentive_awards (campaign_id, contract, person_id, position, kind, type, name, amount_fen)
select $1, v.*
from unnest($2::bigint[], $3::int[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::bigint[]) as v
