-- insert-artifact, sent by engine/src/sql/artifacts/insert-artifact.ts
insert into belfry.artifacts (id, execution_id, name, media_type, bytes, created_at)
values ($1, $2, $3, $4, $5, belfry.now())
