-- delete-limit, sent by engine/src/sql/limits/delete-limit.ts
delete from belfry.limits where kind = $1 and name = $2
