-- take-event-keys, sent by engine/src/sql/events/take-event-keys.ts
with wanted as materialized (
  select place::int, decode(hash, 'hex') as key_hash, nextval('belfry.events_id_seq') as id
  from unnest($1::text[]) with ordinality as w (hash, place)
), first as (
  select distinct on (key_hash) key_hash, id from wanted order by key_hash, place
), taken as (
  insert into belfry.event_keys as k (key_hash, event_id, expires_at)
  select key_hash, id, belfry.now() + $2 * interval '1 hour' from first order by key_hash
  on conflict (key_hash) do update set
    event_id = case when k.expires_at <= belfry.now() then excluded.event_id else k.event_id end,
    expires_at = case when k.expires_at <= belfry.now() then excluded.expires_at else k.expires_at end
  returning key_hash, event_id
)
select t.event_id as id, t.event_id = w.id as fresh from wanted w join taken t using (key_hash) order by w.place
