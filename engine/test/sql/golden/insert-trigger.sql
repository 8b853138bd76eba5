-- insert-trigger, sent by engine/src/sql/triggers/insert-trigger.ts
insert into belfry.triggers (rule_id, key, kind, config, active_from, spread_ms) values ($1, $2, $3, $4, $5, $6) returning id
