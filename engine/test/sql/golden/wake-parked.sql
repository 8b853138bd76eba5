-- wake-parked, sent by engine/src/sql/breakers/wake-parked.ts
update belfry.execution_queue set run_at = (select belfry.now())
where id in (select q.id from belfry.execution_queue q where q.connection = $1 and q.state = 'waiting' and q.pass is null and q.node is null order by q.id for update)
