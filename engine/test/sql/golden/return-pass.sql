-- return-pass, sent by engine/src/sql/breakers/return-pass.ts
update belfry.execution_queue set connection = null, parked_at = null, pass = null
where id = $1 and connection = $2 and pass = $3
