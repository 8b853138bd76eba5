-- lock-rule-versions, sent by engine/src/sql/events/lock-rule-versions.ts
with turns as materialized (
  select pg_advisory_xact_lock_shared(1111837778, r.id) from (select id from unnest($1::int[]) as id order by id) r
)
select id, version, status = 'enabled' as enabled from belfry.rules
where id = any($1::int[]) and (select count(*) from turns) > 0
order by id
for share
