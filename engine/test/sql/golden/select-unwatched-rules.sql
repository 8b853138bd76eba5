-- select-unwatched-rules, sent by engine/src/sql/alerts/select-unwatched-rules.ts
select r.id, r.slug, r.version, v.definition
from belfry.rules r
left join belfry.alert_watches w on w.rule_id = r.id
join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where r.status = 'enabled' and w.rule_version is distinct from r.version
limit $1
