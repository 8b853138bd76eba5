-- 0018_control.sql
-- locks: belfry.executions and belfry.action_runs for a moment (new columns without a rewrite)

-- What an execution came to: the value of its `return`.
alter table belfry.executions add column if not exists output jsonb;
-- Before this time a failed attempt is not tried again, whatever else brings its execution back.
alter table belfry.action_runs add column if not exists retry_at timestamptz;

-- What a step keeps while it lasts longer than one holding of its execution: since when and until when it waits, which
-- execution it called, which list it works through, that its condition held; and that an execution is failing, so that it begins nothing new.
create table if not exists belfry.step_marks (
  execution_id bigint      not null,
  -- The id of the step; empty for the execution as a whole.
  action       text        not null,
  iteration    text        not null,
  redrive      smallint    not null,
  kind         text        not null check (kind in ('wait', 'event', 'call', 'items', 'begun', 'verdict')),
  began_at     timestamptz not null,
  until_at     timestamptz,
  called_id    bigint,
  -- What is waited for: events of this type of which `match` gives the value with this hash.
  event_type   text,
  match        text,
  key_hash     bytea,
  -- The event that came; or the list; or why the execution is failing.
  value        jsonb,
  primary key (execution_id, action, iteration)
);
create index if not exists step_marks_event on belfry.step_marks (event_type, match, key_hash) where kind = 'event' and value is null;

-- Which expressions are waited for, by the type of the event. Whoever accepts events locks the rows of their types, and
-- whoever begins to wait locks its own: so an event is either accepted before a wait begins, or seen by it.
create table if not exists belfry.awaited_events (
  type  text not null,
  match text not null,
  primary key (type, match)
);

-- A called execution has a parent as well, and inputs of its own: only an item of a list is seen by those of its parent.
create or replace function belfry.execution_in_scope(execution_id bigint, scope jsonb) returns bool
language sql stable parallel safe as $$
  select scope is null or exists (
    select from belfry.executions e join belfry.rules r on r.id = e.rule_id
    left join belfry.executions p on p.id = e.parent_id and e.item_index is not null and e.inputs = '{}'
    where e.id = execution_in_scope.execution_id
      and belfry.labels_in_scope(r.labels, execution_in_scope.scope)
      and belfry.inputs_in_scope(r.slug, coalesce(p.inputs, e.inputs), execution_in_scope.scope))
$$;
