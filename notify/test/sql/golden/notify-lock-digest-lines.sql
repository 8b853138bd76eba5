-- notify-lock-digest-lines, sent by notify/src/sql/lock-digest-lines.ts
select pg_advisory_xact_lock(1111837767, key)
from (select distinct hashtext(line) as key from unnest($1::text[]) as l (line) order by 1) keys
