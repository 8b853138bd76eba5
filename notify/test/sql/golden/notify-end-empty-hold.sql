-- notify-end-empty-hold, sent by notify/src/sql/end-empty-hold.ts
update belfry.messages set hold = 'withdrawn'
where id = $1 and hold = 'waiting' and not exists (
  select from belfry.deliveries where message_id = $1 and state in ('queued', 'sending'))
