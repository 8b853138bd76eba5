-- insert-rule, sent by engine/src/sql/rules/insert-rule.ts
insert into belfry.rules (slug, name, version, labels, created_at, updated_at)
values ($1, $2, 0, $3, belfry.now(), belfry.now()) on conflict (slug) do nothing returning id
