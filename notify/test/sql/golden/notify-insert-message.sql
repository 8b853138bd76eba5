-- notify-insert-message, sent by notify/src/sql/insert-message.ts
with fresh as (
  insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at)
  values ($1, $2, $3, $4, $5, $6, belfry.now())
  on conflict (idempotency_key) do nothing
  returning id, created_at),
recipients as (
  insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at)
  select fresh.id, r.field, r.address, fresh.created_at, fresh.created_at
  from fresh, unnest($7::text[], $8::text[]) with ordinality as r (field, address, place)
  order by r.place)
select id from fresh
