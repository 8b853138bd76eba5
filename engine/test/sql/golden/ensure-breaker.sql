-- ensure-breaker, sent by engine/src/sql/breakers/ensure-breaker.ts
insert into belfry.breakers (connection, state, epoch, since, opened_at, reason, probe_at, look_at)
select $1, 'closed', 0, 'epoch', 'epoch', '', belfry.now(), 'infinity'
on conflict (connection) do nothing
