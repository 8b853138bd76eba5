-- count-let-in, sent by engine/src/sql/breakers/count-let-in.ts
select count(*)::int as n from belfry.execution_queue where connection = $1 and pass = $2
