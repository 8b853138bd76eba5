-- select-folders, sent by engine/src/sql/rules/select-folders.ts
select v.folder, count(*)::int as rules
from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where r.status <> 'archived' and ($1::jsonb is null or belfry.labels_in_scope(r.labels, $1))
group by v.folder order by v.folder collate "C"
