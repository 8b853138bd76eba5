-- upsert-watches, sent by engine/src/sql/alerts/upsert-watches.ts
insert into belfry.alert_watches (rule_id, rule_version, own, interval_ms, silent_at)
select "ruleId", version, own, "intervalMs", (select belfry.now())
from json_to_recordset($1::json) as w ("ruleId" int, version int, own jsonb, "intervalMs" bigint)
on conflict (rule_id) do update set rule_version = excluded.rule_version, own = excluded.own,
  interval_ms = excluded.interval_ms, silent_at = excluded.silent_at
