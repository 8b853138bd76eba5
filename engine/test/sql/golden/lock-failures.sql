-- lock-failures, sent by engine/src/sql/failures/lock-failures.ts
select f.execution_id as id, f.rule_id as "ruleId" from belfry.failed_executions f
where 
  ($1::text[] is null or f.group_key = any ($1))
    and ($2::text is null or f.rule_id = (select id from belfry.rules where slug = $2))
    and ($3::timestamptz is null or f.failed_at >= $3)
    and ($4::timestamptz is null or f.failed_at < $4)
    and ($5::bigint[] is null or f.execution_id = any ($5))
    and ($6::jsonb is null or f.rule_id in (select s.id from belfry.rules s where belfry.labels_in_scope(s.labels, $6))
      and belfry.execution_in_scope(f.execution_id, $6))
  and f.failed_at <= $7 and f.execution_id < $8
order by f.execution_id desc
limit $9
for update
