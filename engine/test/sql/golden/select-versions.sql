-- select-versions, sent by engine/src/sql/rules/select-versions.ts
select version, author, note, created_at as "createdAt" from belfry.rule_versions
where rule_id = $1 and ($2::int is null or version < $2) order by version desc limit $3
