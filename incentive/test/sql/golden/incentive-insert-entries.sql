-- incentive-insert-entries, sent by incentive/src/sql/insert-entries.ts
insert into belfry.incentive_entries (campaign_id, run_id, author, reason, at, contract, person_id, provider, day, month,
  kind, reward_type, reward_name, contracts, amount_fen, performance_fen, rewards, reward_fen)
select $1, $2, $3, $4, (select belfry.now()), v.*
from unnest($5::bigint[], $6::int[], $7::text[], $8::date[], $9::text[], $10::text[], $11::text[], $12::text[],
  $13::smallint[], $14::bigint[], $15::bigint[], $16::smallint[], $17::bigint[]) as v
