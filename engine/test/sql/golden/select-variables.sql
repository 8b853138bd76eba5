-- select-variables, sent by engine/src/sql/variables/select-variables.ts
select name, value, updated_at as "updatedAt" from belfry.variables order by name
