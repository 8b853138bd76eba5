-- notify-insert-message, sent by notify/src/sql/insert-message.ts
with fresh as (
  insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at, rule, action, hold)
  values ($1, $2, $3, $4, $5, $6, belfry.now(), $9, $10, case when $11::text is not null then 'waiting' end)
  on conflict (idempotency_key) do nothing
  returning id, created_at),
recipients as (
  insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at, reason)
  select fresh.id, r.field, r.address, case when $11::text is null then fresh.created_at else 'infinity' end,
         fresh.created_at, $11
  from fresh, unnest($7::text[], $8::text[]) with ordinality as r (field, address, place)
  order by r.place)
select id from fresh
