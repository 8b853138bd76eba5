-- select-foreign-gates, sent by engine/src/sql/gates/select-foreign-gates.ts
select distinct gate as rule from belfry.execution_queue where gate is not null and state = 'pending' and run_at = 'infinity'
