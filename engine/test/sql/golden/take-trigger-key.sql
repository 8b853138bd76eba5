-- take-trigger-key, sent by engine/src/sql/triggers/take-trigger-key.ts
insert into belfry.trigger_keys as k (rule_id, key_hash, execution_id, expires_at)
values ($1, $2, 0, belfry.now() + $3 * interval '1 hour')
on conflict (rule_id, key_hash) do update
  set execution_id = case when k.expires_at <= belfry.now() then 0 else k.execution_id end,
    expires_at = case when k.expires_at <= belfry.now() then excluded.expires_at else k.expires_at end
returning execution_id as execution
