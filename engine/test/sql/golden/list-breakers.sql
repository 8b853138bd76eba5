-- list-breakers, sent by engine/src/sql/breakers/list-breakers.ts
select b.connection, (select min(c.name) from belfry.connections c where lower(c.address) = b.connection) as name, b.state, b.since,
  b.opened_at as "openedAt", b.opened_by as "openedBy", b.reason, b.failure as "lastFailure", b.failed_at as "lastFailureAt",
  (select count(*)::int from belfry.execution_queue q where q.connection = b.connection and q.state = 'waiting' and q.pass is null
    and q.node is null) as parked,
  b.allowance, case when b.state = 'open' and b.probe_at < 'infinity' then b.probe_at end as "probeAt"
from belfry.breakers b
where b.epoch > 0 and ($1::text is null or b.connection = $1) and ($2::text is null or b.connection > $2)
order by b.connection limit $3
