-- touch-feed, sent by engine/src/sql/feeds/touch-feed.ts
update belfry.trigger_feeds
set attempts = 0, cursor = coalesce($4::jsonb, cursor), last_event_at = case when $5::int > 0 then belfry.now() else last_event_at end
where trigger_id = $1 and node = $2 and epoch = $3
