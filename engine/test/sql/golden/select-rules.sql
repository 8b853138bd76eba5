-- select-rules, sent by engine/src/sql/rules/select-rules.ts
select r.id, r.slug, r.name, r.status, r.version, r.labels, v.definition, v.author, r.change,
  r.sends_since as "sendsSince", r.created_at as "createdAt",
  r.updated_at as "updatedAt" from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where (r.status <> 'archived' or $1) and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2)) order by r.slug
