-- notify-delete-expired-messages, sent by notify/src/sql/delete-expired-messages.ts
with oldest as (select id from belfry.messages where id > $2 order by id limit $3),
gone as (
  delete from belfry.messages m using oldest o
  where m.id = o.id and m.created_at < $1 and not exists (
    select from belfry.deliveries d where d.message_id = m.id and d.state in ('queued', 'sending'))
  returning m.id)
select (select max(id) from oldest) as last, (select count(*)::int from gone) as gone
