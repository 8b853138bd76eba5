-- notify-claim-bounce-mailbox, sent by notify/src/sql/claim-bounce-mailbox.ts
with due as materialized (
  select channel, account from belfry.bounce_mailboxes
  where look_at <= belfry.now() order by look_at limit 1 for update skip locked)
update belfry.bounce_mailboxes b
set look_at = belfry.now() + $1 * interval '1 millisecond'
from due
where b.channel = due.channel and b.account = due.account
returning b.channel, b.account, b.place, belfry.now() as now
