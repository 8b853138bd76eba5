-- incentive-quarantine-rows, sent by incentive/src/sql/quarantine-rows.ts
insert into belfry.incentive_quarantine as q (campaign_id, source, first_run, last_run, first_at, last_at, fingerprint,
  row, contract_id, code, column_name, message, remedy, raw, details)
select $1, $2, $3, $3, (select belfry.now()), (select belfry.now()), v.*
from unnest($4::bytea[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[],
  $12::jsonb[]) as v
on conflict (campaign_id, fingerprint) where resolved_at is null do update
set last_run = excluded.last_run, last_at = excluded.last_at, row = excluded.row, details = excluded.details,
    times = q.times + 1
