-- release-feeds-held-by, sent by engine/src/sql/feeds/release-feeds-held-by.ts
update belfry.trigger_feeds f set node = null, epoch = epoch + 1, due_at = (select belfry.now())
where f.node is not null and (f.node = any ($1::int[]) or not exists (select from belfry.nodes n where n.id = f.node))
