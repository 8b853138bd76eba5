-- insert-node, sent by engine/src/sql/nodes/insert-node.ts
with last as (
  select draining, drain_by, drain_at, drain_until from belfry.nodes where id = $10
  union all
  select $11::timestamptz is not null, $12, $13::timestamptz, $11::timestamptz
  where not exists (select from belfry.nodes where id = $10)
)
insert into belfry.nodes (id, name, roles, version, session, build, trigger_kinds, schema, concurrency, draining, drain_by,
  drain_at, drain_until, started_at, seen_at)
overriding system value
select $1, $2, $3, $4, $5, $6, $7, $8, $9, last.draining, last.drain_by, last.drain_at, last.drain_until, (select belfry.now()),
  (select belfry.now())
from last
returning started_at as now, draining, drain_by as by, drain_at as at, drain_until as until
