-- has-parked, sent by engine/src/sql/breakers/has-parked.ts
select exists (select from belfry.execution_queue q where q.connection = $1 and q.state = 'waiting' and q.pass is null and q.node is null) as has
