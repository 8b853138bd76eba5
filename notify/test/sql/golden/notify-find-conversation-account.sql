-- notify-find-conversation-account, sent by notify/src/sql/find-conversation-account.ts
select a.account
from unnest($3::text[]) as r (recipient)
cross join lateral (
  select d.id, d.message_id, d.attempts from belfry.deliveries d
  where lower(d.recipient) = lower(r.recipient) order by d.id desc limit $5) d
join belfry.messages m on m.id = d.message_id and m.id < $4 and m.channel = $1 and m.content ->> 'conversation' = $2
join belfry.delivery_attempts a on a.delivery_id = d.id and a.attempt = d.attempts and a.outcome = 'accepted'
order by m.id desc limit 1
