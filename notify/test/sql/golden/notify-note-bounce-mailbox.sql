-- notify-note-bounce-mailbox, sent by notify/src/sql/note-bounce-mailbox.ts
update belfry.bounce_mailboxes
set place = coalesce($3::jsonb, place), problem = $4, read_at = case when $4::text is null then belfry.now() else read_at end
where channel = $1 and account = $2
