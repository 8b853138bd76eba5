-- lock-breaker, sent by engine/src/sql/breakers/lock-breaker.ts
select connection, state, epoch, opened_by as "openedBy", pauses, allowance, succeeded,
probe_at <= (select belfry.now()) as due, (extract(epoch from (select belfry.now()) - since) * 1000)::float8 as "sinceMs",
case when probe_at < 'infinity' then (extract(epoch from probe_at - (select belfry.now())) * 1000)::float8 end as "probeInMs" from belfry.breakers where connection = $1 for update
