-- notify-nodes, sent by engine/src/sql/nodes/notify-nodes.ts
select pg_notify($1, $2)
