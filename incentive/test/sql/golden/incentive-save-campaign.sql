-- incentive-save-campaign, sent by incentive/src/sql/save-campaign.ts
insert into belfry.incentive_campaigns (key, revision, name, city, from_on, until_on, labels, created_at, updated_at,
  updated_by)
values ($1, $2, $3, $4, $5, $6, $7, belfry.now(), belfry.now(), $8)
on conflict (key) do update
set revision = excluded.revision, name = excluded.name, city = excluded.city, from_on = excluded.from_on,
    until_on = excluded.until_on, labels = excluded.labels, updated_at = excluded.updated_at,
    updated_by = excluded.updated_by
returning id
