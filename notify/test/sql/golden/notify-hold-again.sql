-- notify-hold-again, sent by notify/src/sql/hold-again.ts
with asked as (
  update belfry.messages set redrive = $2, hold = 'waiting'
  where idempotency_key = $1 and redrive < $2 and hold in ('rejected', 'expired', 'withdrawn')
  returning id),
held as (
  update belfry.deliveries d
  set state = 'queued', run_at = 'infinity', deferrals = 0, reason = $3, updated_at = belfry.now()
  from asked
  where d.message_id = asked.id and d.state = 'cancelled')
select id from asked
