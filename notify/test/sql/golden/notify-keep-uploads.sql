-- notify-keep-uploads, sent by notify/src/sql/keep-uploads.ts
update belfry.uploads set expires_at = greatest(expires_at, $2::timestamptz + $3::int * interval '1 day')
where id = any($1::text[])
