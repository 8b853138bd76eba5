-- 0048_statistics_of_rows.sql
-- locks: none (replaces a function)

-- The tables that have grown far beyond what PostgreSQL last saw of them, as in 0041; and those of which it saw the pages of a
-- transaction that was under way, and no rows: as they will not grow to twice that soon, they would pass for empty till then.
create or replace function belfry.outgrown_tables() returns setof name
  language sql stable
  as $$
    select c.relname from pg_class c
    where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r'
      and (not c.relispartition or c.relname like '%\_' || to_char(belfry.now() at time zone 'UTC', 'YYYYMMDD')
        or c.relname ~ '^grid_cells_(\d{6}|default)$')
      and (pg_relation_size(c.oid) > (16 + 2 * c.relpages) * current_setting('block_size')::bigint
        or (c.reltuples = 0 and c.relpages > 16 and pg_stat_get_live_tuples(c.oid) > 1000))
  $$;
