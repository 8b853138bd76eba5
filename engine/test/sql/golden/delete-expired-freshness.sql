-- delete-expired-freshness, sent by engine/src/sql/grid/freshness/delete-expired-freshness.ts
delete from belfry.grid_freshness
where id = any (array(select id from belfry.grid_freshness where deadline_at < $1 order by deadline_at limit $2))
