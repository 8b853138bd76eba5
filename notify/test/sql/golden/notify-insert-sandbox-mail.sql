-- notify-insert-sandbox-mail, sent by notify/src/sql/insert-sandbox-mail.ts
with removed as (
  -- The statement does not see the new row: the others are one fewer.
  delete from belfry.sandbox_mails
  where id <= (select id from belfry.sandbox_mails order by id desc offset $7 - 1 limit 1))
insert into belfry.sandbox_mails (received_at, envelope_from, envelope_to, sender, subject, bytes, raw)
values (belfry.now(), $1, $2, $3, $4, $5, $6)
