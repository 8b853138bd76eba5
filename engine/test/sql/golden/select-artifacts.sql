-- select-artifacts, sent by engine/src/sql/artifacts/select-artifacts.ts
select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts
where execution_id = $1 order by created_at, id
