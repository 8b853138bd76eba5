-- bind-trigger-key, sent by engine/src/sql/triggers/bind-trigger-key.ts
update belfry.trigger_keys set execution_id = $3 where rule_id = $1 and key_hash = $2
