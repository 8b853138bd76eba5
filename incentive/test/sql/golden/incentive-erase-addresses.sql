-- incentive-erase-addresses, sent by incentive/src/sql/erase-addresses.ts
with found as (
  select c.id, min(c.id) over (partition by c.source ->> 'address') as first
  from belfry.incentive_contracts c
  where c.campaign_id = $1 and c.source ->> 'address' not like '[erased]#%'
    and exists (select from unnest($2::text[]) w where strpos(lower(c.source ->> 'address'), w) > 0))
update belfry.incentive_contracts c
set source = jsonb_set(c.source, '{address}', to_jsonb('[erased]#' || f.first))
from found f where c.id = f.id
returning c.id
