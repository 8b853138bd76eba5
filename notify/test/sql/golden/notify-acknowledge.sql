-- notify-acknowledge, sent by notify/src/sql/acknowledge.ts
with done as (
  update belfry.messages set acknowledged_at = belfry.now(), acknowledged_by = $2
  where id = $1 and acknowledged_at is null returning id)
select exists (select from done) as done from belfry.messages where id = $1
