-- notify-delete-uploads, sent by notify/src/sql/delete-uploads.ts
delete from belfry.uploads where id = any($1::text[])
