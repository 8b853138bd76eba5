-- 0038_grids.sql
-- locks: none (new objects only)

-- A grid and what it is made of. Its name is free again when it is removed; its cells then go piece by piece.
create table belfry.grids (
  id         int generated always as identity primary key,
  slug       text not null,
  name       text not null,
  labels     jsonb not null default '{}',
  definition jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  removed_at timestamptz
);
create unique index grids_slug on belfry.grids (slug) where removed_at is null;

-- A task type keeps its number while its name stays, also when it is taken out of the grid and comes back.
create table belfry.grid_task_types (
  id         int generated always as identity primary key,
  grid_id    int not null references belfry.grids on delete cascade,
  key        text not null,
  position   int not null,
  removed_at timestamptz,
  unique (grid_id, key)
);

create table belfry.grid_periods (
  id       int generated always as identity primary key,
  grid_id  int not null references belfry.grids on delete cascade,
  label    text not null,
  start_on date not null,
  end_on   date not null,
  unique (grid_id, label)
);
create index grid_periods_days on belfry.grid_periods (grid_id, start_on);

-- The values of all dimensions but the last one: states are counted for each.
create table belfry.grid_groups (
  id      int generated always as identity primary key,
  grid_id int not null references belfry.grids on delete cascade,
  path    text[] not null,
  unique (grid_id, path)
);

-- What is named by one value in each dimension. One that is removed keeps its row: its cells name it.
create table belfry.grid_members (
  id         int generated always as identity primary key,
  grid_id    int not null references belfry.grids on delete cascade,
  group_id   int not null references belfry.grid_groups,
  path       text[] not null,
  -- The first and the last day on which it is open; empty: always.
  opens_on   date,
  closes_on  date,
  attributes jsonb not null default '{}',
  removed_at timestamptz,
  updated_at timestamptz not null,
  unique (grid_id, path)
);

-- One task type of one member in one period. `month` is that of the first day of the period. Numbers without references:
-- thirty thousand cells are written by one statement.
create table belfry.grid_cells (
  month        date not null,
  grid_id      int not null,
  task_type_id int not null,
  period_id    int not null,
  member_id    int not null,
  group_id     int not null,
  priority     smallint not null,
  attempt      smallint not null default 0,
  lease_epoch  int not null default 0,
  execution_id bigint,
  run_at       timestamptz not null,
  lease_until  timestamptz,
  updated_at   timestamptz not null,
  state        text not null default 'pending',
  held_by      text,
  reason       text,
  primary key (task_type_id, period_id, member_id, month),
  constraint grid_cells_month check (extract(day from month) = 1)
) partition by range (month);
create table belfry.grid_cells_default partition of belfry.grid_cells default;
create index grid_cells_running on belfry.grid_cells (lease_until) where state = 'running';
create index grid_cells_open on belfry.grid_cells (member_id) where state in ('pending', 'failed');

-- How many cells are in each state. Written by the statement that changes cells, never by counting them. Statements of one
-- session add to one of eight rows, so that those who claim side by side do not wait for each other; what is asked for is
-- their sum. The row 0 holds what was merged.
create table belfry.grid_counts (
  task_type_id int not null,
  period_id    int not null,
  group_id     int not null,
  shard        smallint not null,
  n            int not null,
  state        text not null,
  primary key (task_type_id, period_id, group_id, state, shard)
) with (fillfactor = 70);
create index grid_counts_parts on belfry.grid_counts (task_type_id) where shard > 0;

create function belfry.count_grid_cells() returns trigger
  language plpgsql
  as $$
declare
  own smallint := 1 + pg_backend_pid() % 8;
begin
  -- In one order, so that two who count the same cells do not wait for each other in a ring.
  if tg_op = 'INSERT' then
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, count(*) from added
      group by task_type_id, period_id, group_id, state order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, -count(*) from gone
      group by task_type_id, period_id, group_id, state order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  else
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, sum(d) from (
        select task_type_id, period_id, group_id, state, 1 as d from added
        union all select task_type_id, period_id, group_id, state, -1 from gone) changes
      group by task_type_id, period_id, group_id, state having sum(d) <> 0
      order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  end if;
  return null;
end $$;
create trigger grid_cells_inserted after insert on belfry.grid_cells
  referencing new table as added for each statement execute function belfry.count_grid_cells();
create trigger grid_cells_updated after update on belfry.grid_cells
  referencing old table as gone new table as added for each statement execute function belfry.count_grid_cells();
create trigger grid_cells_deleted after delete on belfry.grid_cells
  referencing old table as gone for each statement execute function belfry.count_grid_cells();

-- Adds up what sessions counted by themselves. Returns how many rows it merged.
create function belfry.merge_grid_counts(most int) returns int
  language plpgsql
  as $$
declare
  merged int;
begin
  -- "BELF", 10: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 10) then return 0; end if;
  with taken as (
    select task_type_id, period_id, group_id, state, shard from belfry.grid_counts
    where shard > 0 limit most for update skip locked),
  gone as (
    delete from belfry.grid_counts c using taken t
    where (c.task_type_id, c.period_id, c.group_id, c.state, c.shard) = (t.task_type_id, t.period_id, t.group_id, t.state, t.shard)
    returning c.*),
  summed as (
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
    select task_type_id, period_id, group_id, state, 0, sum(n) from gone
    group by task_type_id, period_id, group_id, state
    on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n)
  select count(*) into merged from gone;
  return merged;
end $$;

-- Creates the partitions of these months that are not there. Returns how many it created; none while another node does it:
-- the rows then go to the default partition, and move when somebody makes theirs.
create function belfry.ensure_grid_months(months date[]) returns int
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  first   date;
  part    text;
  created int := 0;
begin
  if not exists (select from unnest(months) m
      where to_regclass('belfry.grid_cells_' || to_char(m, 'YYYYMM')) is null) then return 0; end if;
  -- "BELF", 2: of several nodes one changes partitions, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return 0; end if;
  for first in select distinct date_trunc('month', m)::date from unnest(months) m order by 1 loop
    part := 'grid_cells_' || to_char(first, 'YYYYMM');
    continue when to_regclass('belfry.' || part) is not null;
    begin
      execute format('create table belfry.%I (like belfry.grid_cells including defaults including constraints including storage)', part);
      -- The whole table: cells of this month may be on their way to the default partition, and a statement that was planned
      -- before they moved would see them in neither place.
      lock table belfry.grid_cells in access exclusive mode;
      execute format('with moved as (delete from belfry.grid_cells_default where month = %L returning *) insert into belfry.%I select * from moved',
        first, part);
      execute format('alter table belfry.grid_cells attach partition belfry.%I for values from (%L) to (%L)',
        part, first, (first + interval '1 month')::date);
      created := created + 1;
    exception when lock_not_available then
      exit;
    end;
  end loop;
  return created;
end $$;

-- Drops the oldest month of cells when it lies before a day, with what was counted of it. Returns whether it did.
create function belfry.drop_grid_month(before date) returns bool
  language plpgsql
  set lock_timeout = '500ms'
  as $$
declare
  oldest name;
  first  date;
begin
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'belfry.grid_cells'::regclass and c.relname ~ '^grid_cells_\d{6}$';
  if oldest is null then return false; end if;
  first := to_date(right(oldest, 6), 'YYYYMM');
  if (first + interval '1 month')::date > before then return false; end if;
  execute format('drop table belfry.%I', oldest);
  delete from belfry.grid_counts c using belfry.grid_periods p
    where p.id = c.period_id and p.start_on >= first and p.start_on < (first + interval '1 month')::date;
  return true;
exception when lock_not_available then
  return false;
end $$;

-- What a generation came to, task type by task type.
create table belfry.grid_generations (
  id           bigint generated always as identity primary key,
  grid_id      int not null references belfry.grids on delete cascade,
  base_on      date not null,
  execution_id bigint,
  created_at   timestamptz not null,
  asked_by     text not null,
  results      jsonb not null
);
create index grid_generations_of_grid on belfry.grid_generations (grid_id, id);

create function belfry.grid_in_scope(grid_id int, scope jsonb) returns bool
language sql stable parallel safe as $$
  select scope is null or exists (
    select from belfry.grids g
    where g.id = grid_in_scope.grid_id and belfry.labels_in_scope(g.labels, grid_in_scope.scope))
$$;
