-- insert-rule-version, sent by engine/src/sql/rules/insert-rule-version.ts
with r as (
  update belfry.rules set version = version + 1, name = $2, labels = $3, updated_at = belfry.now(),
    change = nextval('belfry.rule_changes')
  where id = $1 returning id, version
)
insert into belfry.rule_versions (rule_id, version, definition, author, created_at, note)
select id, version, $4, $5, belfry.now(), $6 from r returning version
