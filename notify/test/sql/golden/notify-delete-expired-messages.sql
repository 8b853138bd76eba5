-- notify-delete-expired-messages, sent by notify/src/sql/delete-expired-messages.ts
with span as (
  select max(id) as last from (select id from belfry.messages where id > $2 order by id limit $3) oldest),
gone as (
  delete from belfry.messages m
  where m.id > $2 and m.id <= (select last from span) and m.created_at < $1 and not exists (
    select from belfry.deliveries d where d.message_id = m.id and d.state in ('queued', 'sending'))
  returning m.id)
select (select last from span) as last, (select count(*)::int from gone) as gone
