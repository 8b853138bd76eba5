-- set-feed-paused, sent by engine/src/sql/feeds/set-feed-paused.ts
update belfry.trigger_feeds
set paused_since = case when $4::text is null then null else belfry.now() end, paused_reason = $4
where trigger_id = $1 and node = $2 and epoch = $3
