-- select-builds, sent by engine/src/sql/nodes/select-builds.ts
select id, name, roles, version, build, trigger_kinds as "triggerKinds" from belfry.nodes where not leaving order by id
