-- select-rule-version, sent by engine/src/sql/rules/select-rule-version.ts
select r.id, r.slug, r.name, r.status, r.version, r.labels, v.folder, r.source, v.definition, v.author, r.change,
  r.sends_since as "sendsSince", r.created_at as "createdAt",
  r.updated_at as "updatedAt" from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id
where r.id = $1 and v.version = $2
