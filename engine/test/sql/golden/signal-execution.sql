-- signal-execution, sent by engine/src/sql/executions/signal-execution.ts
update belfry.execution_queue set signals = signals + 1, run_at = least(run_at, (select belfry.now())) where id = $1
