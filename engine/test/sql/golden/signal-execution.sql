-- signal-execution, sent by engine/src/sql/executions/signal-execution.ts
update belfry.execution_queue
set signals = signals + 1, run_at = case when state = 'waiting' then least(run_at, (select belfry.now())) else run_at end
where id = $1
