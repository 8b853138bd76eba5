-- incentive-find-campaigns-naming, sent by incentive/src/sql/find-campaigns-naming.ts
select k.key from belfry.incentive_campaigns k
where exists (
    select from belfry.incentive_people p, unnest($1::text[]) w
    where p.campaign_id = k.id and strpos(lower(p.name), w) > 0)
  or exists (
    select from belfry.incentive_contracts c, unnest($1::text[]) w
    where c.campaign_id = k.id and strpos(lower(c.source ->> 'address'), w) > 0)
order by k.id
