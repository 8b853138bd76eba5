-- delete-expired-trigger-keys, sent by engine/src/sql/triggers/delete-expired-trigger-keys.ts
delete from belfry.trigger_keys
where (rule_id, key_hash) in (
  select rule_id, key_hash from belfry.trigger_keys
  where expires_at <= belfry.now()
  order by expires_at
  limit $1
  for update skip locked)
