-- delete-expired-backfills, sent by engine/src/sql/grid/backfill/delete-expired-backfills.ts
delete from belfry.grid_backfills
where id = any (array(select id from belfry.grid_backfills where ended_at < $1 order by ended_at limit $2))
