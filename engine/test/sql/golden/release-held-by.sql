-- release-held-by, sent by engine/src/sql/nodes/release-held-by.ts
with gone as (
  select * from json_to_recordset($1::json) as g (id int, label text, died bool)
), locked as (
  select id, node, lives, lives_mark from belfry.execution_queue where node = any ($3::int[]) order by id for update
), seen as (
  select q.id, q.node, g.label, g.died, q.lives, q.lives_mark, case when g.died then (
    select count(*)::int from belfry.action_runs r where r.execution_id = q.id
      and r.created_on = (select (e.created_at at time zone 'UTC')::date from belfry.executions e where e.id = q.id)) end as runs
  from locked q join gone g on g.id = q.node
), held as (
  select id, node, label, died, runs, case when lives < $2 and lives_mark is distinct from runs then 0 else lives end as lives
  from seen
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
from counted c where q.id = c.id and q.node = any ($3)
returning q.lives
