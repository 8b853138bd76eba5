-- select-artifact, sent by engine/src/sql/artifacts/select-artifact.ts
select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts where id = $1
