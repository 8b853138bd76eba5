-- select-rule, sent by engine/src/sql/rules/select-rule.ts
select r.id, r.slug, r.name, r.status, r.version, r.labels, v.folder, r.source, v.definition, v.author, r.change,
  r.sends_since as "sendsSince", r.created_at as "createdAt",
  r.updated_at as "updatedAt" from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where r.slug = $1
