-- select-watched-rules, sent by engine/src/sql/outcomes/select-watched-rules.ts
select slug from belfry.rules
where slug = any ($1) and status <> 'archived' and ($2::jsonb is null or belfry.labels_in_scope(labels, $2))
