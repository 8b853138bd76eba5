-- select-node-names, sent by engine/src/sql/alerts/select-node-names.ts
select distinct name from belfry.nodes
