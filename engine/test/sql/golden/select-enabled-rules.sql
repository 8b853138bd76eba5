-- select-enabled-rules, sent by engine/src/sql/resources/select-enabled-rules.ts
select slug from belfry.rules where slug = any($1::text[]) and status = 'enabled'
