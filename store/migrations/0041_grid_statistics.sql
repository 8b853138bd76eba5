-- 0041_grid_statistics.sql
-- locks: none (replaces a function)

-- The tables that have grown far beyond what PostgreSQL last saw of them; of partitioned ones those that are written now. A
-- month of cells is made at once: until PostgreSQL has looked at it, every claim would go through all of it.
create or replace function belfry.outgrown_tables() returns setof name
  language sql stable
  as $$
    select c.relname from pg_class c
    where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r'
      and (not c.relispartition or c.relname like '%\_' || to_char(belfry.now() at time zone 'UTC', 'YYYYMMDD')
        or c.relname ~ '^grid_cells_(\d{6}|default)$')
      and pg_relation_size(c.oid) > (16 + 2 * c.relpages) * current_setting('block_size')::bigint
  $$;
