-- 0044_grid_freshness.sql
-- locks: none (new objects only)

-- By when the cells of one task type in one period are to be complete, and what was told of it.
create table belfry.grid_freshness (
  id           bigint generated always as identity primary key,
  grid_id      int not null references belfry.grids on delete cascade,
  task_type_id int not null,
  period_id    int not null,
  base_on      date not null,
  deadline_at  timestamptz not null,
  -- When it is told once more that it is late; empty: never.
  escalate_at  timestamptz,
  -- Whether what there is at the deadline is announced although something is missing.
  at_deadline  bool not null,
  -- When the first of its cells was seen to be worked on.
  began_at     timestamptz,
  complete_at  timestamptz,
  late_at      timestamptz,
  escalated_at timestamptz,
  -- How often it was announced, and of how many cells the last time.
  announced    int not null default 0,
  announced_total int,
  -- What was announced last is not all any more, or was not all then.
  stale        bool not null default false,
  -- Nobody looks at it any more.
  closed       bool not null default false,
  unique (task_type_id, period_id)
);
create index grid_freshness_open on belfry.grid_freshness (grid_id) where not closed;
create index grid_freshness_deadlines on belfry.grid_freshness (grid_id, deadline_at);
create index grid_freshness_expired on belfry.grid_freshness (deadline_at);

-- When somebody looks at a grid whose cells are to be complete by some time.
create table belfry.grid_deadline_looks (
  grid_id       int primary key references belfry.grids on delete cascade,
  look_at       timestamptz not null,
  -- Up to which generation they were looked at, and until when the plans of rules were.
  generation_id bigint not null default 0,
  planned_until timestamptz
);
create index grid_deadline_looks_look on belfry.grid_deadline_looks (look_at);
