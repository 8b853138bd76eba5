-- notify-lock-messages, sent by notify/src/sql/lock-messages.ts
select 1 from belfry.messages where id = any($1::bigint[]) order by id for no key update
