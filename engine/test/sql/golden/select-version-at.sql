-- select-version-at, sent by engine/src/sql/explain/select-version-at.ts
select version, author, note, created_at as "createdAt", definition from belfry.rule_versions
where rule_id = $1 and created_at <= $2 order by version desc limit 1
