-- next-node-id, sent by engine/src/sql/nodes/next-node-id.ts
select nextval('belfry.nodes_id_seq')::int as id
