-- notify-read-backlog, sent by notify/src/sql/read-backlog.ts
select (select count(*) from (select from belfry.deliveries
          where state = 'queued' and run_at <= belfry.now() order by run_at limit 100000) d)::int as due,
       (select count(*) from (select from belfry.deliveries
          where state = 'queued' and run_at > belfry.now() order by run_at limit 100000) l)::int as later,
       (select count(*) from (select from belfry.deliveries
          where state = 'sending' limit 100000) s)::int as sending,
       (select min(run_at) from belfry.deliveries where state = 'queued' and run_at <= belfry.now()) as oldest
