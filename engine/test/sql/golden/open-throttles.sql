-- open-throttles, sent by engine/src/sql/events/open-throttles.ts
with now as materialized (select belfry.now() as at),
wanted as (
  select w.*, decode("keyHash", 'hex') as key_hash
  from json_to_recordset($1::json) as w (place int, "triggerId" int, "keyHash" text, key jsonb, "ruleId" int, n int,
    "openMs" bigint)
), grown as (
  insert into belfry.event_windows as e (trigger_id, key_hash, key, rule_id, gathers, opened_at, closes_at, n)
  select "triggerId", key_hash, key, "ruleId", false, now.at, now.at + "openMs" * interval '1 ms', n
  from wanted, now order by "triggerId", key_hash
  on conflict (trigger_id, key_hash) do update set
    opened_at = case when e.closes_at <= excluded.opened_at then excluded.opened_at else e.opened_at end,
    closes_at = case when e.closes_at <= excluded.opened_at then excluded.closes_at else e.closes_at end,
    n = case when e.closes_at <= excluded.opened_at then excluded.n else e.n + excluded.n end
  returning trigger_id, key_hash, opened_at, closes_at, n
)
select g.n = w.n as opened, g.closes_at as "closesAt"
from wanted w join grown g on g.trigger_id = w."triggerId" and g.key_hash = w.key_hash order by w.place
