-- select-nodes, sent by engine/src/sql/nodes/select-nodes.ts
select n.id, n.name, n.roles, n.version, n.build, n.schema, n.draining, n.leaving, n.started_at as "startedAt",
  n.seen_at as "seenAt", n.running, n.concurrency, n.claimed as "claimedPerMinute",
  (select count(*)::int from belfry.trigger_feeds f where f.node = n.id) as feeds,
  (select count(*) from belfry.execution_queue q where q.node = n.id) > 0 as holds,
  n.drain_by as "drainBy", n.drain_at as "drainAt", n.drain_until as "drainUntil"
from belfry.nodes n
order by n.id
