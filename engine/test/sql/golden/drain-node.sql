-- drain-node, sent by engine/src/sql/nodes/drain-node.ts
update belfry.nodes
set draining = true, drain_by = $2, drain_at = coalesce(drain_at, (select belfry.now())),
  drain_until = (select belfry.now()) + $3::float8 * interval '1 millisecond'
where id = $1 and not leaving
