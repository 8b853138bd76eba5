-- select-version, sent by engine/src/sql/rules/select-version.ts
select version, author, note, created_at as "createdAt", definition from belfry.rule_versions
where rule_id = $1 and version = $2
