-- set-feed-listening, sent by engine/src/sql/feeds/set-feed-listening.ts
update belfry.trigger_feeds set state = 'listening', since = belfry.now()
where trigger_id = $1 and node = $2 and epoch = $3
