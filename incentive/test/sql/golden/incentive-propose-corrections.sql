-- incentive-propose-corrections, sent by incentive/src/sql/propose-corrections.ts
insert into belfry.incentive_corrections as k (campaign_id, run_id, author, created_at, state, contract, kind, amount_fen,
  before_fen, reason, facts)
select $1, $2, $3, (select belfry.now()), 'proposed', v.*
from unnest($4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::jsonb[])
  as v (contract, kind, amount_fen, before_fen, reason, facts)
where not exists (
  select from belfry.incentive_corrections o
  where o.contract = v.contract and o.kind = v.kind and o.state = 'dismissed'
    and (o.amount_fen, o.facts) is not distinct from (v.amount_fen, v.facts))
on conflict (contract) where state = 'proposed' do update
set kind = excluded.kind, amount_fen = excluded.amount_fen, facts = excluded.facts, reason = excluded.reason,
    run_id = excluded.run_id
where (k.kind, k.amount_fen, k.facts) is distinct from (excluded.kind, excluded.amount_fen, excluded.facts)
