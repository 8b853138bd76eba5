-- 0012_retention.sql
-- locks: none (new objects only)

-- Drops the oldest partition of a table when it lies before a day. Returns whether it did; one a call, so that the lock on
-- the whole table is held for one drop only. Where somebody holds the table, it is left to the next run.
create function belfry.drop_daily_partition(parent text, before date) returns bool
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  oldest name;
begin
  -- "BELF", 2: of several nodes one changes partitions, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('belfry.%I', parent)::regclass and c.relname ~ ('^' || parent || '_\d{8}$');
  if oldest is null or right(oldest, 8) >= to_char(before, 'YYYYMMDD') then return false; end if;
  execute format('drop table belfry.%I', oldest);
  return true;
exception when lock_not_available then
  return false;
end $$;

-- Sums up the fates of the oldest day when it lies before a day: one row per trigger, fate and month is left, so that the
-- slots that were due still equal the sum of their fates. Returns whether it did.
create function belfry.sum_up_slot_fates(before date) returns bool
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  oldest name;
  day    date;
  month  date;
begin
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'belfry.slot_fates'::regclass and c.relname ~ '^slot_fates_\d{8}$';
  if oldest is null then return false; end if;
  day := to_date(right(oldest, 8), 'YYYYMMDD');
  if day >= before then return false; end if;
  month := date_trunc('month', day);
  -- The day with which its month begins is dropped first, so the sums of a month have no partition but the default one.
  execute format('create temp table sums on commit drop as
    with gone as (
      delete from belfry.slot_fates_default where decided_on between %L and %L
      returning trigger_id, from_at, to_at, n, fate, decided_at)
    select trigger_id, min(from_at) as from_at, max(to_at) as to_at, sum(n)::int as n, fate, max(decided_at) as decided_at
    from (select * from gone union all select trigger_id, from_at, to_at, n, fate, decided_at from belfry.%I) old
    group by trigger_id, fate', month, day, oldest);
  execute format('drop table belfry.%I', oldest);
  insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, detail, decided_at)
    select month, trigger_id, from_at, to_at, n, fate, '{"summedUp": true}', decided_at from sums;
  drop table sums;
  return true;
exception when lock_not_available then
  return false;
end $$;

-- As before, and more careful where a partition comes so late that rows of its day are there already.
create or replace function belfry.ensure_daily_partitions(parent text, first_day date, days int) returns int
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  key     text := substring(pg_get_partkeydef(format('belfry.%I', parent)::regclass) from '\((.*)\)');
  day     date;
  part    text;
  created int := 0;
  moves   bool;
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
      execute format('select exists (select from belfry.%I where %s = %L)', parent || '_default', key, day) into moves;
      -- Rows that move while somebody reads would be seen in neither place by a statement that was planned before and
      -- looks after: then the whole table is locked, so that it is planned anew.
      execute format('lock table belfry.%I in access exclusive mode', parent || case when moves then '' else '_default' end);
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
