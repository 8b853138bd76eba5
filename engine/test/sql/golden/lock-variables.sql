-- lock-variables, sent by engine/src/sql/variables/lock-variables.ts
select name, value from belfry.variables where name = any($1::text[]) order by name for no key update
