-- notify-delete-account, sent by notify/src/sql/delete-account.ts
delete from belfry.accounts where channel = $1 and name = $2
