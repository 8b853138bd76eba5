-- is-execution-in-scope, sent by engine/src/sql/scope/is-execution-in-scope.ts
select id from belfry.executions where id = $1 and belfry.execution_in_scope(id, $2)
