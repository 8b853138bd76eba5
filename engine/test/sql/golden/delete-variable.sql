-- delete-variable, sent by engine/src/sql/variables/delete-variable.ts
delete from belfry.variables where name = $1
