-- resume-node, sent by engine/src/sql/nodes/resume-node.ts
update belfry.nodes set draining = false, drain_by = null, drain_at = null, drain_until = null
where id = $1 and not leaving
