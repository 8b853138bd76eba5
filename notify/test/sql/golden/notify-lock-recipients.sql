-- notify-lock-recipients, sent by notify/src/sql/lock-recipients.ts
select pg_advisory_xact_lock(1111837766, key) from (
  select distinct hashtext(channel || ' ' || lower(recipient)) as key
  from unnest($1::text[], $2::text[]) as r (channel, recipient) order by 1) keys
