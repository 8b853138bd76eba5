-- select-source-rules, sent by engine/src/sql/rules/select-source-rules.ts
select slug from belfry.rules where source = $1 and status <> 'archived'
and ($2::jsonb is null or belfry.labels_in_scope(labels, $2)) order by slug
