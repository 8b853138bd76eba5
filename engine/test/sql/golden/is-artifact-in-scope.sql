-- is-artifact-in-scope, sent by engine/src/sql/scope/is-artifact-in-scope.ts
select id from belfry.artifacts
where id = $1 and ($2::jsonb is null or belfry.execution_in_scope(execution_id, $2))
