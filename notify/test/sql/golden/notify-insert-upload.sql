-- notify-insert-upload, sent by notify/src/sql/insert-upload.ts
insert into belfry.uploads (id, name, media_type, bytes, uploaded_by, created_at, expires_at)
values ($1, $2, $3, $4, $5, belfry.now(), belfry.now() + $6::int * interval '1 day')
returning id, name, media_type as "mediaType", bytes, created_at as "createdAt", expires_at as "expiresAt"
