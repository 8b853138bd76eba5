-- 0014_calendars.sql
-- locks: belfry.trigger_plans and belfry.slots_due for a moment (new columns without a rewrite)

-- Which days are worked on, by name.
create table belfry.calendars (
  name       text        primary key,
  definition jsonb       not null,
  updated_at timestamptz not null,
  updated_by text        not null
);

-- A trigger that fires on the working day before a holiday is planned so far ahead. When its plan is to be extended next
-- follows from it; an older version that does not write it only makes the planner look once more.
alter table belfry.trigger_plans add column lookahead_ms bigint not null default 0;
alter table belfry.trigger_plans add column extend_at timestamptz not null default '-infinity';
create index trigger_plans_extend on belfry.trigger_plans (extend_at);

-- Decided at another time than it was due, because a calendar moves it.
alter table belfry.slots_due add column moved boolean not null default false;
