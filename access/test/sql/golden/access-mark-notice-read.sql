-- access-mark-notice-read, sent by access/src/sql/mark-notice-read.ts
update belfry.notice_recipients set read_at = coalesce(read_at, belfry.now())
where user_id = $1 and notice_id = $2
