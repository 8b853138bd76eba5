-- idle-feed, sent by engine/src/sql/feeds/idle-feed.ts
update belfry.trigger_feeds
set state = 'idle', since = belfry.now(), node = null, epoch = epoch + 1, due_at = 'infinity', attempts = 0
where trigger_id = $1 and state <> 'idle'
