-- notify-compare-recipients, sent by notify/src/sql/compare-recipients.ts
with last as materialized (
  select max(id) as id from belfry.messages
  where rule = $2 and action = $3 and id < $1 and (hold is null or hold = 'released')),
fresh as materialized (
  select distinct on (lower(recipient)) lower(recipient) as key, recipient from belfry.deliveries where message_id = $1),
old as materialized (
  select distinct on (lower(d.recipient)) lower(d.recipient) as key, d.recipient
  from belfry.deliveries d where d.message_id = (select id from last)),
added as materialized (
  select recipient from fresh where (select id from last) is not null and key not in (select key from old) order by key),
removed as materialized (select recipient from old where key not in (select key from fresh) order by key)
select (select id from last) as "comparedWith",
  (select count(*)::int from added) as "addedCount", (select count(*)::int from removed) as "removedCount",
  array(select recipient from added limit $4) as added, array(select recipient from removed limit $4) as removed
