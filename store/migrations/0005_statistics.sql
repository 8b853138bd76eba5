-- 0005_statistics.sql
-- locks: none (new objects only)

-- Tables that have grown to more than twice the size at which PostgreSQL last looked at them. It plans a statement once and
-- keeps the plan until it looks again, up to a minute later; a plan for the empty queue of a quiet night reads all of it,
-- again and again, when a thousand executions start in the morning.
create function belfry.outgrown_tables() returns setof name
  language sql stable
  as $$
    select c.relname from pg_class c
    where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r'
      and (not c.relispartition or c.relname like '%\_' || to_char(belfry.now() at time zone 'UTC', 'YYYYMMDD'))
      and pg_relation_size(c.oid) > (16 + 2 * c.relpages) * current_setting('block_size')::bigint
  $$;

-- Lets PostgreSQL look at those tables, and so plan anew. Returns how many there were.
create function belfry.refresh_statistics() returns int
  language plpgsql
  as $$
declare
  outgrown  name;
  refreshed int := 0;
begin
  -- "BELF", 3: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 3) then return 0; end if;
  for outgrown in select belfry.outgrown_tables() loop
    execute format('analyze belfry.%I', outgrown);
    refreshed := refreshed + 1;
  end loop;
  return refreshed;
end $$;
