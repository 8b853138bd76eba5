-- take-feeds, sent by engine/src/sql/feeds/take-feeds.ts
with me as (
  select id from belfry.nodes where id = $1 and not draining for key share
), share as (
  select ceil(count(*)::numeric / greatest(1, (select count(*) from belfry.nodes where 'scheduler' = any (roles) and not draining and not leaving)))
    - count(*) filter (where node = $1) as room
  from belfry.trigger_feeds where mode = 'subscribe' and state <> 'idle'
), asking as (
  select trigger_id from belfry.trigger_feeds
  where node is null and due_at <= belfry.now() and mode = 'poll' and kind = any ($2) and (select id from me) is not null
  order by due_at limit $3 for update skip locked
), listening as (
  select trigger_id from belfry.trigger_feeds
  where node is null and due_at <= belfry.now() and mode = 'subscribe' and kind = any ($2) and (select id from me) is not null
  order by due_at limit (select greatest(0, room) from share) for update skip locked
), left_over as (
  select trigger_id from belfry.trigger_feeds
  where node is null and due_at <= belfry.now() - $4 * interval '1 millisecond' and mode = 'subscribe' and kind = any ($2)
    and (select id from me) is not null
  order by due_at limit 10 for update skip locked
), due as (
  select trigger_id from asking union select trigger_id from listening union select trigger_id from left_over
), taken as (
  update belfry.trigger_feeds f set node = $1, epoch = epoch + 1, paused_since = null, paused_reason = null
  where f.trigger_id in (select trigger_id from due)
  returning f.trigger_id, f.rule_id, f.epoch, f.kind, f.mode, f.cursor, f.attempts
)
select f.trigger_id as "triggerId", f.rule_id as "ruleId", f.epoch, f.kind, f.mode, f.cursor, f.attempts,
  r.slug as rule, r.version as "ruleVersion", t.key as name, t.config
from taken f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = f.rule_id
order by f.trigger_id
