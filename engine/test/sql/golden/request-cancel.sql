-- request-cancel, sent by engine/src/sql/executions/request-cancel.ts
with wanted as (
  select id from belfry.execution_queue where id = $1 or parent_id = $1 order by id for no key update
)
update belfry.execution_queue q
set cancel_by = coalesce(q.cancel_by, $2), run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
from wanted where q.id = wanted.id
