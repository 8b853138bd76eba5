-- insert-node, sent by engine/src/sql/nodes/insert-node.ts
insert into belfry.nodes (id, name, roles, version, session, started_at) overriding system value
values ($1, $2, $3, $4, $5, belfry.now()) returning started_at as now
