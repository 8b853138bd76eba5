-- notify-insert-receipts, sent by notify/src/sql/insert-receipts.ts
with said as (
  select * from unnest($2::int[], $3::bigint[], $4::bytea[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[],
                       $10::text[], $11::timestamptz[])
    as w (place, delivery_id, digest, state, bounce, complaint, code, reason, answer, said_at)),
kept as (
  insert into belfry.delivery_receipts
    (delivery_id, digest, source, state, bounce, complaint, code, reason, answer, said_at, received_at)
  select distinct on (delivery_id, digest)
         delivery_id, digest, $1, state, bounce, complaint, code, reason, answer, said_at, belfry.now()
  from said order by delivery_id, digest, place
  on conflict (delivery_id, digest) do nothing
  returning delivery_id, digest)
select min(s.place) as place from said s join kept using (delivery_id, digest)
group by delivery_id, digest order by 1
