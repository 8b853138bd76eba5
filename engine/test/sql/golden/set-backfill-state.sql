-- set-backfill-state, sent by engine/src/sql/grid/backfill/set-backfill-state.ts
update belfry.grid_backfills b set state = $2,
  worked_ms = b.worked_ms + coalesce(extract(epoch from clock.now - b.since) * 1000, 0),
  since = case when $2 = 'running' then clock.now end,
  look_at = case when $2 = 'running' then clock.now end,
  ended_at = case when $2 = 'cancelled' then clock.now end
from (select belfry.now() as now) clock
where b.id = $1
