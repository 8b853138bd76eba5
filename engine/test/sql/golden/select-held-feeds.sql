-- select-held-feeds, sent by engine/src/sql/feeds/select-held-feeds.ts
select coalesce(json_agg(json_build_object('triggerId', trigger_id, 'epoch', epoch)) filter (where node = $1), '[]') as held,
  greatest(0, count(*) filter (where mode = 'subscribe' and node = $1) - ceil(count(*) filter (where mode = 'subscribe')::numeric
    / greatest(1, (select count(*) from belfry.nodes where 'scheduler' = any (roles) and not draining and not leaving))))::int as surplus
from belfry.trigger_feeds where state <> 'idle'
