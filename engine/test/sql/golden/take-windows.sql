-- take-windows, sent by engine/src/sql/events/take-windows.ts
delete from belfry.event_windows
where (trigger_id, key_hash) in (
  select trigger_id, key_hash from belfry.event_windows
  where gathers and closes_at <= belfry.now() order by closes_at limit $1 for update skip locked)
returning trigger_id as "triggerId", key_hash as "keyHash", key, rule_id as "ruleId", opened_at as "openedAt"
