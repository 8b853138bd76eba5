-- notify-clear-sandbox, sent by notify/src/sql/clear-sandbox.ts
delete from belfry.sandbox_mails
