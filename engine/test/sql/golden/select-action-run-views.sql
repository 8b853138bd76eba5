-- select-action-run-views, sent by engine/src/sql/action-runs/select-action-run-views.ts
select action, iteration, attempt, redrive, use, state, output, failure, took_ms as "tookMs",
  finished_at - took_ms * interval '1 millisecond' as "startedAt", finished_at as "finishedAt"
from belfry.action_runs
where execution_id = $1 and created_on = $2
order by finished_at, redrive, ctid
