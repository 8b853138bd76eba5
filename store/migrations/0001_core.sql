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
  created_at timestamptz not null default belfry.now(),
  -- Which local folder holds the files of this installation, and on which host. Null before the first start, and where
  -- files are kept in a place that all nodes reach.
  file_folder      text,
  file_folder_host text
);
insert into belfry.installation default values;

-- Creates the daily partitions of a table from a day on, and leaves alone what exists. Rows of a day without a partition
-- land in the default partition, so a run that was missed loses nothing; they move when the partition of their day comes.
-- A partition is made beside the table and then attached: that stops neither readers nor writers of the other days. Where
-- somebody holds the default partition, the rest is left to the next run, an hour later and days before it is needed.
create function belfry.ensure_daily_partitions(parent text, first_day date, days int) returns int
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  key     text := substring(pg_get_partkeydef(format('belfry.%I', parent)::regclass) from '\((.*)\)');
  day     date;
  part    text;
  created int := 0;
begin
  -- "BELF", 2: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return 0; end if;
  for i in 0 .. days - 1 loop
    day := first_day + i;
    part := parent || '_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(format('belfry.%I', part)) is not null;
    begin
      execute format('create table belfry.%I (like belfry.%I including defaults including constraints including storage)',
        part, parent);
      execute format('lock table belfry.%I in access exclusive mode', parent || '_default');
      execute format('with moved as (delete from belfry.%I where %s = %L returning *) insert into belfry.%I select * from moved',
        parent || '_default', key, day, part);
      execute format('alter table belfry.%I attach partition belfry.%I for values from (%L) to (%L)', parent, part, day, day + 1);
      created := created + 1;
    exception when lock_not_available then
      exit;
    end;
  end loop;
  return created;
end $$;
