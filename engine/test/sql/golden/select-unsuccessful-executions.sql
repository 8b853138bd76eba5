-- select-unsuccessful-executions, sent by engine/src/sql/executions/select-unsuccessful-executions.ts
with page as materialized (
  select u.id from belfry.unsuccessful_executions u join belfry.executions e using (id)
  where u.state = $2
    and ($1::text is null or u.rule_id = (select id from belfry.rules where slug = $1))
    and ($3::bigint is null or e.parent_id = $3)
    and (not $4 or e.parent_id is null)
    and ($5::timestamptz is null or e.created_at >= $5)
    and ($6::timestamptz is null or e.created_at < $6)
    and ($7::bigint is null or u.id < $7)
    and ($9::jsonb is null or e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $9))
      and belfry.execution_in_scope(e.id, $9))
  order by u.id desc
  limit $8
)
select e.id, r.slug as rule, r.name as "ruleName", e.rule_version as "ruleVersion", coalesce(e.state, q.state, 'pending') as state,
  e.parent_id as "parentId", e.item_index as "itemIndex", e.trigger, e.failure, e.redrive, e.created_at as "createdAt",
  coalesce(e.started_at, q.started_at) as "startedAt", e.finished_at as "finishedAt",
  case
    when q.state = 'pending' and q.run_at = 'infinity' then (
      select jsonb_build_object('kind', 'gate', 'gate', jsonb_build_object('name', w.gate, 'key', e.gate_key::jsonb,
        'limit', case when w.gate like 'label:%'
    then (select l.concurrency from belfry.limits l where l.kind = 'label' and l.name = substr(w.gate, 7))
    else (
      select (v.definition -> 'concurrency' ->> 'limit')::int
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.id = split_part(w.gate, ':', 2)::int) end, 'ahead', (
          select count(*) from (
            select from belfry.gate_places o
            where o.gate = w.gate and o.state = 'waits' and (o.turn_at, o.execution_id) < (w.turn_at, w.execution_id)
            limit 1000) o)))
      from belfry.gate_places w where w.execution_id = q.id and w.state = 'waits')
    when q.state = 'waiting' and q.connection is not null and q.pass is null then jsonb_build_object('kind', 'connection',
      'action', q.action, 'until', case when q.run_at < 'infinity' then to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end, 'connection', q.connection, 'since', to_char(q.parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'probeAt', (select case when b.probe_at < 'infinity' then to_char(b.probe_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end from belfry.breakers b where b.connection = q.connection and b.state = 'open'))
    when q.state in ('retrying', 'waiting') then jsonb_build_object('kind', case when q.state = 'waiting' and exists (
      select from belfry.rate_turns t where t.execution_id = q.id and t.turn_at = q.run_at) then 'rate' else 'step' end,
      'action', q.action, 'until', case when q.run_at < 'infinity' then to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end)
    when q.state = 'pending' and q.not_before = q.run_at and q.run_at > (select belfry.now()) then jsonb_build_object('kind', 'rate',
      'until', to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as "waitingFor" from belfry.executions e join belfry.rules r on r.id = e.rule_id left join belfry.execution_queue q on q.id = e.id
where e.id in (select id from page)
order by e.id desc
