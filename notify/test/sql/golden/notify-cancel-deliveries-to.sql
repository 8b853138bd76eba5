-- notify-cancel-deliveries-to, sent by notify/src/sql/cancel-deliveries-to.ts
update belfry.deliveries d
set state = 'cancelled', reason = 'The recipient was erased.', updated_at = belfry.now()
where d.state = 'queued'
  and exists (select from unnest($1::text[]) as wanted (text) where strpos(lower(d.recipient), text) > 0)
