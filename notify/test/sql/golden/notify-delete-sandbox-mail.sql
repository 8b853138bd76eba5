-- notify-delete-sandbox-mail, sent by notify/src/sql/delete-sandbox-mail.ts
delete from belfry.sandbox_mails where id = $1
