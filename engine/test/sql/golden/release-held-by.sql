-- release-held-by, sent by engine/src/sql/nodes/release-held-by.ts
with gone as (
  select * from json_to_recordset($1::json) as g (id int, label text, died bool)
), held as (
  select q.id, g.id as node, g.label, g.died, runs.n as runs,
    case when q.lives < $2 and q.lives_mark is distinct from runs.n then 0 else q.lives end as lives
  from gone g join belfry.execution_queue q on q.node = g.id
  left join lateral (
    select count(*)::int as n from belfry.executions e join belfry.action_runs r on r.execution_id = e.id
      and r.created_on = (e.created_at at time zone 'UTC')::date
    where e.id = q.id and g.died) runs on true
  order by q.id
  for update of q
), counted as (
  select h.id, h.died, h.label, h.runs, h.lives,
    h.died and (h.lives >= 2 or not exists (select from held s where s.node = h.node and s.lives >= 2)) as counts
  from held h
)
update belfry.execution_queue q
set node = null, epoch = epoch + 1, state = 'pending', run_at = (select belfry.now()),
  lives = case when not c.died then q.lives when c.counts then c.lives + 1 else c.lives end,
  lives_mark = case when c.died then c.runs else q.lives_mark end,
  died_on = case when not c.counts then q.died_on when c.lives = 0 then array[c.label] else q.died_on || c.label end,
  turn_at = case when c.died and c.lives + c.counts::int >= 2 then 'infinity' else q.turn_at end
from counted c where q.id = c.id
returning q.lives
