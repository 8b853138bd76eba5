-- lock-rules, sent by engine/src/sql/rules/lock-rules.ts
select slug from belfry.rules where slug = any($1::text[]) or source = $2 order by slug for no key update
