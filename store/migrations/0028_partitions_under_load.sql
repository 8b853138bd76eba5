-- 0028_partitions_under_load.sql
-- locks: none (replaces a function)

-- As before, and safe where a partition comes while rows of its day are being written: after the clock has jumped, or on a
-- system that stood still for longer than its days were made ahead. Such a row is on its way to the default partition and
-- waits for its lock; when the new partition is there the row belongs elsewhere, and PostgreSQL refuses it instead of
-- looking again ("violates partition constraint"). So the whole table is locked for such a day: whoever waits for that has
-- not chosen a partition yet. Days ahead, which are made every day, lock the default partition alone.
create or replace function belfry.ensure_daily_partitions(parent text, first_day date, days int) returns int
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  key     text;
  -- Tomorrow, because it may begin while this waits for the lock.
  written date := (belfry.now() at time zone 'UTC')::date + 1;
  day     date;
  part    text;
  created int := 0;
  moves   bool;
begin
  -- "BELF", 2: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return 0; end if;
  -- It takes a lock on the table, for which whoever is not the one would wait as well.
  key := substring(pg_get_partkeydef(format('belfry.%I', parent)::regclass) from '\((.*)\)');
  for i in 0 .. days - 1 loop
    day := first_day + i;
    part := parent || '_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(format('belfry.%I', part)) is not null;
    begin
      execute format('create table belfry.%I (like belfry.%I including defaults including constraints including storage)',
        part, parent);
      execute format('select exists (select from belfry.%I where %s = %L)', parent || '_default', key, day) into moves;
      -- Rows that move while somebody reads would be seen in neither place by a statement that was planned before and
      -- looks after: then, too, the whole table is locked, so that it is planned anew.
      execute format('lock table belfry.%I in access exclusive mode',
        parent || case when moves or day <= written then '' else '_default' end);
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
