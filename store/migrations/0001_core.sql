-- 0001_core.sql
-- locks: none (new objects only)

-- Every statement of Belfry asks this function and never now(). A test replaces it by one that reads a row which the
-- test moves. Declared stable, although the clock runs on, so that an index can be used for "due_at <= belfry.now()";
-- one statement then sees one time, which is what every caller wants.
create function belfry.now() returns timestamptz
  language plpgsql stable parallel safe
  as $$ begin return clock_timestamp(); end $$;

-- One row: which installation this database is. Idempotency keys that leave the house begin with it, so that two
-- installations never use the same key at one provider.
create table belfry.installation (
  singleton  boolean     primary key default true check (singleton),
  id         text        not null default substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
  created_at timestamptz not null default belfry.now()
);
insert into belfry.installation default values;

-- Creates the daily partitions of a table around a day, and leaves alone what exists. Rows of days without a partition
-- land in the default partition, so a forgotten run loses nothing.
create function belfry.ensure_daily_partitions(parent text, first_day date, days int) returns int
  language plpgsql
  as $$
declare
  day     date;
  part    text;
  created int := 0;
begin
  for i in 0 .. days - 1 loop
    day := first_day + i;
    part := parent || '_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('belfry.' || part) is not null;
    begin
      execute format('create table belfry.%I partition of belfry.%I for values from (%L) to (%L)', part, parent, day, day + 1);
      created := created + 1;
    exception
      -- Another node was quicker, or the default partition already holds rows of that day: both are fine.
      when duplicate_table or check_violation then null;
    end;
  end loop;
  return created;
end $$;
