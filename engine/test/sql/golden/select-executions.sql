-- select-executions, sent by engine/src/sql/executions/select-executions.ts
select e.id, r.slug as rule, r.name as "ruleName", e.rule_version as "ruleVersion", coalesce(e.state, q.state, 'pending') as state,
  e.parent_id as "parentId", e.item_index as "itemIndex", e.trigger, e.failure, e.redrive, e.created_at as "createdAt",
  coalesce(e.started_at, q.started_at) as "startedAt", e.finished_at as "finishedAt",
  case when q.state in ('retrying', 'waiting') then jsonb_build_object('action', q.action,
    'until', case when q.run_at < 'infinity' then to_char(q.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end) end
    as "waitingFor" from belfry.executions e join belfry.rules r on r.id = e.rule_id left join belfry.execution_queue q on q.id = e.id
where ($1::text is null or e.rule_id = (select id from belfry.rules where slug = $1))
  and ($2::text is null or coalesce(e.state, q.state) = $2)
  and ($3::bigint is null or e.parent_id = $3)
  and (not $4 or e.parent_id is null)
  and ($5::timestamptz is null or e.created_at >= $5)
  and ($6::timestamptz is null or e.created_at < $6)
  and ($7::bigint is null or e.id < $7)
  and ($9::jsonb is null or e.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $9))
    and belfry.execution_in_scope(e.id, $9))
order by e.id desc
limit $8
