-- notify-find-expired-uploads, sent by notify/src/sql/find-expired-uploads.ts
select id from belfry.uploads where expires_at <= belfry.now() order by expires_at limit $1
