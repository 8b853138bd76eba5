-- delete-artifacts-of, sent by engine/src/sql/artifacts/delete-artifacts-of.ts
delete from belfry.artifacts where execution_id = any($1::bigint[])
