-- notify-find-rules-naming, sent by notify/src/sql/find-rules-naming.ts
with sent as materialized (
  select m.rule as slug, max(m.created_at) as last
  from belfry.deliveries d join belfry.messages m on m.id = d.message_id
  where lower(d.recipient) = lower($1) and m.rule is not null
  group by m.rule)
select r.slug as rule, r.name, r.status, strpos(lower(v.definition::text), lower($1)) > 0 as names,
       s.last as "lastSentAt"
from belfry.rules r
join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
left join sent s on s.slug = r.slug
where r.status <> 'archived' and (s.slug is not null or strpos(lower(v.definition::text), lower($1)) > 0)
  and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
order by s.last desc nulls last, r.slug
limit $3
