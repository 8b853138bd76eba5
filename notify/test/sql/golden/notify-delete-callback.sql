-- notify-delete-callback, sent by notify/src/sql/delete-callback.ts
delete from belfry.callbacks where name = $1
