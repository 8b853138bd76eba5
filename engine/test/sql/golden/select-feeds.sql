-- select-feeds, sent by engine/src/sql/feeds/select-feeds.ts
select f.trigger_id as id, r.slug as rule, t.key as trigger, f.kind, f.mode, case when f.paused_since is not null and f.node is not null then 'paused' else f.state end as state,
  case when f.paused_since is not null and f.node is not null then f.paused_since else f.since end as since, case when f.paused_since is not null and f.node is not null then f.paused_reason end as "pausedReason", f.node, f.attempts,
  case when f.node is null and f.due_at < 'infinity' then f.due_at end as "dueAt",
  f.last_error as "lastError", f.last_error_at as "lastErrorAt", f.last_event_at as "lastEventAt"
from belfry.trigger_feeds f join belfry.triggers t on t.id = f.trigger_id join belfry.rules r on r.id = f.rule_id
where ($1::text is null or r.slug = $1) and ($2::text is null or case when f.paused_since is not null and f.node is not null then 'paused' else f.state end = $2) and r.status <> 'archived'
  and ($3::int is null or f.trigger_id < $3) and belfry.rule_in_scope(f.rule_id, $4)
order by f.trigger_id desc limit $5
