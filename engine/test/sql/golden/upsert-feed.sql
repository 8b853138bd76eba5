-- upsert-feed, sent by engine/src/sql/feeds/upsert-feed.ts
insert into belfry.trigger_feeds as f (trigger_id, rule_id, kind, mode, cursor, since, due_at)
values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
on conflict (trigger_id) do update
  set state = 'connecting', since = belfry.now(), due_at = belfry.now(), attempts = 0
  where f.state = 'idle'
