-- lock-gates, sent by engine/src/sql/gates/lock-gates.ts
select id from belfry.rules where id = any($1::int[]) order by id for no key update
