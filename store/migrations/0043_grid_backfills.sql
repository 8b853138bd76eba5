-- 0043_grid_backfills.sql
-- locks: grid_cells for a moment, for a column whose values are not written into rows, and against writing while an index is built

-- Cells of past days that are made afterwards. Its plan is stored when it begins; its cells are written piece by piece.
create table belfry.grid_backfills (
  id         int generated always as identity primary key,
  grid_id    int not null references belfry.grids on delete cascade,
  state      text not null default 'running' check (state in ('running', 'paused', 'cancelled', 'done')),
  mode       text not null check (mode in ('missing', 'failed', 'all')),
  from_on    date not null,
  until_on   date not null,
  -- Which task types and members; whoever asks for the same again while it is under way gets the one that is there.
  request    jsonb not null,
  reason     text,
  -- Whether its executions tell anybody anything.
  notify     bool not null,
  estimate_ms float8,
  created_at timestamptz not null,
  created_by text not null,
  -- How long it has been at work before, and since when it is again; empty while it is paused, and when it is over.
  worked_ms  float8 not null default 0,
  since      timestamptz,
  -- When somebody looks at it again; empty while nobody has to.
  look_at    timestamptz,
  ended_at   timestamptz
);
create index grid_backfills_look on belfry.grid_backfills (look_at) where look_at is not null;
create index grid_backfills_of_grid on belfry.grid_backfills (grid_id, id);
create index grid_backfills_ended on belfry.grid_backfills (ended_at) where ended_at is not null;

-- One task type in one period. Its members are gone through in the order of their numbers: those up to `after` are done.
create table belfry.grid_backfill_parts (
  backfill_id  int not null references belfry.grid_backfills on delete cascade,
  n            int not null,
  task_type_id int not null,
  period_id    int not null,
  start_on     date not null,
  end_on       date not null,
  planned      int not null,
  written      int not null default 0,
  after        int not null default 0,
  done         bool not null default false,
  primary key (backfill_id, n)
);
create index grid_backfill_parts_open on belfry.grid_backfill_parts (backfill_id, n) where not done;

-- The backfill that made a cell, or opened it again last.
alter table belfry.grid_cells add column backfill_id int;
-- Without those that are done: in a backfill of a million cells they are nearly all of them.
create index grid_cells_backfill on belfry.grid_cells (backfill_id, task_type_id, state) where backfill_id is not null and state <> 'done';
