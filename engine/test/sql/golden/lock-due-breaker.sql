-- lock-due-breaker, sent by engine/src/sql/breakers/lock-due-breaker.ts
select connection, state, epoch, opened_by as "openedBy", pauses, allowance, succeeded,
  probe_at <= (select belfry.now()) as due, (extract(epoch from (select belfry.now()) - since) * 1000)::float8 as "sinceMs",
  case when probe_at < 'infinity' then (extract(epoch from probe_at - (select belfry.now())) * 1000)::float8 end as "probeInMs" from belfry.breakers
where state <> 'closed' and look_at <= (select belfry.now())
order by look_at limit 1
for update skip locked
