-- delete-feed, sent by engine/src/sql/feeds/delete-feed.ts
delete from belfry.trigger_feeds where trigger_id = $1 returning cursor
