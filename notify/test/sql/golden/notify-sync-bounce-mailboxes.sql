-- notify-sync-bounce-mailboxes, sent by notify/src/sql/sync-bounce-mailboxes.ts
with wanted as (
  select * from unnest($1::text[], $2::text[]) as w (channel, account)),
gone as (
  delete from belfry.bounce_mailboxes b
  where not exists (select 1 from wanted w where w.channel = b.channel and w.account = b.account))
insert into belfry.bounce_mailboxes (channel, account, look_at)
select channel, account, belfry.now() from wanted
on conflict (channel, account) do update set look_at = least(bounce_mailboxes.look_at, excluded.look_at)
