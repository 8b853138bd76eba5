-- select-artifacts-of, sent by engine/src/sql/artifacts/select-artifacts-of.ts
select id from belfry.artifacts where execution_id = any($1::bigint[])
