-- notify-begin-attempts, sent by notify/src/sql/begin-attempts.ts
with wanted as (
  select * from unnest($1::int[], $2::bigint[], $3::int[], $4::smallint[], $5::int[], $6::text[], $7::timestamptz[])
    as w (place, delivery_id, epoch, attempt, node, account, begun_at)),
held as materialized (
  select w.*
  from wanted w
  join belfry.deliveries d
    on d.id = w.delivery_id and d.epoch = w.epoch and d.node = w.node and d.state = 'sending'
  order by d.id
  for update of d),
refused as (
  select w.place from wanted w left join held h using (place, delivery_id)
  group by w.place having count(h.delivery_id) < count(*)),
begun as (
  update belfry.deliveries d set attempts = h.attempt, updated_at = belfry.now()
  from held h
  where d.id = h.delivery_id and h.place not in (select place from refused)),
written as (
  insert into belfry.delivery_attempts (delivery_id, attempt, account, node, started_at)
  select delivery_id, attempt, account, node, begun_at from held
  where place not in (select place from refused)
  on conflict (delivery_id, attempt) do nothing)
select place from refused
