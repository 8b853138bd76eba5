-- notify-verify-ledger, sent by notify/src/sql/verify-ledger.ts
with counted as materialized (
  select m.id, m.recipient_count as accepted,
         count(d.id) filter (where d.state in ('queued', 'sending')) as open,
         count(d.id) filter (where d.state not in ('queued', 'sending')) as settled
  from belfry.messages m left join belfry.deliveries d on d.message_id = m.id
  where m.recipient_count is not null
  group by m.id)
select coalesce(sum(accepted), 0)::float8 as accepted, coalesce(sum(settled), 0)::float8 as settled,
       coalesce(sum(open), 0)::float8 as "inFlight",
       array(select id::float8 from counted where accepted <> open + settled order by id limit 20) as wrong
from counted
