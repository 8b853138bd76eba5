-- release-feed, sent by engine/src/sql/feeds/release-feed.ts
update belfry.trigger_feeds set node = null, due_at = belfry.now()
where trigger_id = $1 and node = $2 and epoch = $3
