-- wake-awaiting, sent by engine/src/sql/marks/wake-awaiting.ts
with hit as (
  select type, match, decode("keyHash", 'hex') as key_hash, event, place
  from json_to_recordset($1::json) as h (type text, match text, "keyHash" text, event jsonb, place int)
), waiting as (
  select q.id from belfry.execution_queue q
  where q.id in (
    select m.execution_id from belfry.step_marks m
    join hit on hit.type = m.event_type and hit.match = m.match and hit.key_hash = m.key_hash
    where m.kind = 'event' and m.value is null
      and ($2::jsonb is null or belfry.execution_in_scope(m.execution_id, $2)))
  order by q.id
  for no key update
), given as (
  update belfry.step_marks m
  set value = (
    select hit.event from hit where hit.type = m.event_type and hit.match = m.match and hit.key_hash = m.key_hash
    order by place limit 1)
  where m.execution_id in (select id from waiting) and m.kind = 'event' and m.value is null
    and (m.event_type, m.match, m.key_hash) in (select type, match, key_hash from hit)
  returning m.execution_id
)
update belfry.execution_queue q
set signals = q.signals + 1, run_at = case when q.state = 'waiting' then least(q.run_at, (select belfry.now())) else q.run_at end
where q.id in (select execution_id from given)
