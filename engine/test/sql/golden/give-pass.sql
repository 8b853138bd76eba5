-- give-pass, sent by engine/src/sql/breakers/give-pass.ts
update belfry.execution_queue set connection = $3, pass = $4 where id = $1 and epoch = $2
