-- notify-find-uploads, sent by notify/src/sql/find-uploads.ts
select id, name, media_type as "mediaType", bytes from belfry.uploads
where id = any($1::text[]) and uploaded_by = $2 and expires_at > belfry.now()
