-- access-insert-notice, sent by access/src/sql/insert-notice.ts
with people as (
  select id from belfry.users where enabled and (name = any($8::text[]) or role = any($9::text[]))),
made as (
  insert into belfry.notices (created_at, level, title, body, link, rule, execution_id, key_hash)
  select belfry.now(), $1, $2, $3, $4, $5, $6, $7 where exists (select from people)
  on conflict (key_hash) do nothing returning id),
told as (
  insert into belfry.notice_recipients (user_id, notice_id) select p.id, m.id from people p, made m returning user_id),
before as (
  select r.user_id from belfry.notice_recipients r join belfry.notices n on n.id = r.notice_id where n.key_hash = $7)
select ((select count(*) from told) + (select count(*) from before))::int as recipients,
  array(select name from unnest($8::text[]) name where not exists (select from belfry.users u where u.name = name.name)
    union all
    select role from unnest($9::text[]) role where not exists (select from belfry.users u where u.role = role.role)) as unknown
