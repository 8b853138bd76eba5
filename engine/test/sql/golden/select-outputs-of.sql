-- select-outputs-of, sent by engine/src/sql/action-runs/select-outputs-of.ts
select output from belfry.action_runs
where execution_id = any($1::bigint[]) and strpos(output::text, '"$dataset"') > 0
