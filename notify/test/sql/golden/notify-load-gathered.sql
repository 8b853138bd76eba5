-- notify-load-gathered, sent by notify/src/sql/load-gathered.ts
with gathered as materialized (
  select m.id, m.created_at, m.labels, m.content
  from belfry.deliveries d join belfry.messages m on m.id = d.message_id
  where d.digest_id = $1 and d.state = 'queued')
select (select count(*)::int from gathered) as count, belfry.now() as now,
       (select content from gathered order by id limit 1) as first,
       coalesce((select json_agg(json_build_object('id', id, 'createdAt', created_at, 'subject', content ->> 'subject',
                   'beginning', left(coalesce(content ->> 'markdown', content ->> 'text', ''), 200)) order by id)
                 from (select * from gathered order by id limit $2) shown), '[]') as messages,
       coalesce((select jsonb_object_agg(key, value) from (
                   select l.key, l.value from gathered g, jsonb_each_text(g.labels) l
                   group by 1, 2 having count(*) = (select count(*) from gathered)) common), '{}') as labels,
       coalesce((select jsonb_agg(distinct content -> 'mentions') from gathered where content ? 'mentions'), '[]')
         as mentions
