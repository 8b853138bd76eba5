-- select-worker-places, sent by engine/src/sql/grid/backfill/select-worker-places.ts
select coalesce(sum(concurrency), 0)::int as places from belfry.nodes
