-- select-event-candidates, sent by engine/src/sql/explain/select-event-candidates.ts
select t.id as "triggerId", t.rule_id as "ruleId", r.slug as rule, r.status, r.version as "ruleVersion", t.key as name,
  t.kind, t.config, t.active_from as "activeFrom", t.active_until as "activeUntil", t.idle_from as "idleFrom"
from belfry.triggers t join belfry.rules r on r.id = t.rule_id
where t.kind = any ($1) and (t.active_until is null or t.active_until >= $2)
  and case when $3::text is null then r.status <> 'archived' else r.slug = $3 end and ($4::jsonb is null or belfry.labels_in_scope(r.labels, $4))
order by r.status = 'enabled' desc, t.id desc limit $5
