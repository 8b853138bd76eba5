-- lock-rule-versions, sent by engine/src/sql/events/lock-rule-versions.ts
select id, version, status = 'enabled' as enabled from belfry.rules where id = any ($1) order by id for share
