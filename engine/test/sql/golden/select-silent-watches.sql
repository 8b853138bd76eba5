-- select-silent-watches, sent by engine/src/sql/alerts/select-silent-watches.ts
select w.rule_id as "ruleId", r.slug, v.definition, w.own,
  greatest(r.updated_at, (
    select min(t.active_from) from belfry.triggers t where t.rule_id = r.id and t.active_until is null)) as "activeFrom",
  (select coalesce(json_agg(to_char(m.minute at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') order by m.minute desc), '[]') from (
    select distinct date_trunc('minute', last.created_at) as minute
    from (select created_at from belfry.executions e where e.rule_id = w.rule_id order by e.id desc limit 1000) last
    order by 1 desc limit 21) m) as starts
from belfry.alert_watches w
join belfry.rules r on r.id = w.rule_id
join belfry.rule_versions v on v.rule_id = r.id and v.version = w.rule_version
where w.silent_at <= (select belfry.now())
order by w.silent_at
limit $1
