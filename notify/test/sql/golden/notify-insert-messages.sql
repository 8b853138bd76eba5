-- notify-insert-messages, sent by notify/src/sql/insert-messages.ts
with input as materialized (
  select item, item ->> 'key' as key, item ->> 'heldFor' as held_for, place
  from jsonb_array_elements($1::jsonb) with ordinality as i (item, place)),
fresh as (
  insert into belfry.messages (idempotency_key, channel, account, execution_id, redrive, content, created_at, rule,
    action, hold, labels, priority, business_key, scheduled_at, expires_at, sent_by, template, recipient_count, callback)
  select key, item ->> 'channel', item ->> 'account', (item ->> 'executionId')::bigint, (item ->> 'redrive')::smallint,
         item -> 'content', belfry.now(), item ->> 'rule', item ->> 'action',
         case when held_for is not null then 'waiting' end, item -> 'labels', (item ->> 'priority')::smallint,
         item ->> 'businessKey', (item ->> 'scheduledAt')::timestamptz, (item ->> 'expiresAt')::timestamptz,
         item ->> 'sentBy', item ->> 'template', jsonb_array_length(item -> 'recipients'),
         item ->> 'callback'
  from input order by place
  on conflict (idempotency_key) do nothing
  returning id, idempotency_key, created_at, scheduled_at, expires_at, priority),
recipients as (
  insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at, reason, priority, expires_at)
  select f.id, r.pair ->> 0, r.pair ->> 1,
         case when i.held_for is null then greatest(f.created_at, f.scheduled_at) else 'infinity' end,
         f.created_at, i.held_for, f.priority, f.expires_at
  from fresh f join input i on i.key = f.idempotency_key,
       jsonb_array_elements(i.item -> 'recipients') with ordinality as r (pair, place)
  order by f.id, r.place)
select id, idempotency_key as key from fresh
