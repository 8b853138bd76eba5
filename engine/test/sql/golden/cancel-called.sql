-- cancel-called, sent by engine/src/sql/executions/cancel-called.ts
with wanted as (
  select q.id from belfry.execution_queue q join belfry.executions e on e.id = q.id
  where q.parent_id = $1 and e.item_index is null order by q.id for no key update of q
)
update belfry.execution_queue q
set cancel_by = coalesce(q.cancel_by, $2), run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
from wanted where q.id = wanted.id
