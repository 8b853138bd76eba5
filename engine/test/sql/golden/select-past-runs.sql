-- select-past-runs, sent by engine/src/sql/action-runs/select-past-runs.ts
select action, iteration, attempt, redrive, state, output, failure, retry_at as "retryAt"
from belfry.action_runs
where execution_id = $1 and created_on = $2
order by redrive, attempt
