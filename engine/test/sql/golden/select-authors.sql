-- select-authors, sent by engine/src/sql/rules/select-authors.ts
select distinct author from belfry.rule_versions where rule_id = $1 order by author
