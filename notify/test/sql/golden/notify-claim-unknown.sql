-- notify-claim-unknown, sent by notify/src/sql/claim-unknown.ts
with due as materialized (
  select d.id, m.channel = any($3) as can_be_asked,
         case when d.asked_epoch = d.epoch then d.asked else 0 end as before
  from belfry.deliveries d join belfry.messages m on m.id = d.message_id
  where d.state = 'unknown' and (case when d.asked_epoch = d.epoch then d.ask_at else d.updated_at end) <= belfry.now()
  order by case when d.asked_epoch = d.epoch then d.ask_at else d.updated_at end
  limit $1
  for update of d skip locked),
taken as (
  update belfry.deliveries d
  set asked_epoch = d.epoch, asked = due.before + 1,
      ask_at = case when due.can_be_asked and due.before < cardinality($2::float8[])
                    then belfry.now() + ($2::float8[])[due.before + 1] * interval '1 millisecond'
                    else 'infinity' end
  from due
  where d.id = due.id
  returning d.id, d.message_id, d.recipient, d.epoch, due.can_be_asked)
select t.id, t.message_id as "messageId", (select id from belfry.installation) || '-' || t.message_id as "messageKey",
       m.channel, t.recipient, t.epoch, last.account, last.started_at as "sentAt", last.provider_id as "providerId",
       chance.first as "firstSentAt", chance.sends::int as sends, belfry.now() as now
from taken t
join belfry.messages m on m.id = t.message_id
join lateral (
  select a.account, a.started_at, a.provider_id from belfry.delivery_attempts a
  where a.delivery_id = t.id and a.outcome = 'unknown' order by a.attempt desc limit 1) last on true
join lateral (
  select min(a.started_at) as first, count(*) as sends from belfry.delivery_attempts a
  where a.delivery_id = t.id and a.outcome = 'unknown') chance on true
where t.can_be_asked
order by t.id
