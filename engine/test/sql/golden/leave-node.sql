-- leave-node, sent by engine/src/sql/nodes/leave-node.ts
update belfry.nodes set leaving = true where id = $1
