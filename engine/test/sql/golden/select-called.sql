-- select-called, sent by engine/src/sql/executions/select-called.ts
select state, output, failure from belfry.executions where id = $1
