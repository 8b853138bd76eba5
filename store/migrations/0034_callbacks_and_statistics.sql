-- 0034_callbacks_and_statistics.sql
-- locks: messages for a moment, for a column that has no values yet; deliveries against writing while what was sent before is noted for counting, some seconds for a million; delivery_attempts against writing while an index is built that reads it once

-- Where users' systems are told what became of messages. `secret` is a name in the vault; the one before it signs, too,
-- until `previous_until`. Empty `events`, `channels` and `labels` leave nothing out.
create table belfry.callbacks (
  id              int generated always as identity primary key,
  name            text not null unique,
  url             text not null,
  secret          text not null,
  previous_secret text,
  previous_until  timestamptz,
  events          text[] not null default '{}',
  channels        text[] not null default '{}',
  labels          jsonb not null default '{}',
  -- Whether it is told only of messages that name it.
  only_named      boolean not null default false,
  enabled         boolean not null default true,
  -- Whoever answers there has once sent back what they were sent. Nothing is told before.
  verified_at     timestamptz,
  -- Set when Belfry itself has stopped calling: whoever answers said that they are gone, or failed for five days.
  disabled_at     timestamptz,
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  -- Since when every call has failed.
  failing_since   timestamptz,
  -- Asked to come back later: nothing is told before.
  paused_until    timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  updated_by      text not null
);

-- One state of one delivery that one callback is told. Written by a trigger, so that no way of changing a delivery can
-- forget it, that of a node of the version before included. The recipient is read when it is told, from the delivery.
create table belfry.callback_events (
  id          bigint generated always as identity primary key,
  callback_id int not null references belfry.callbacks (id) on delete cascade,
  message_id  bigint not null,
  delivery_id bigint not null references belfry.deliveries (id) on delete cascade,
  state       text not null,
  previous    text,
  attempt     smallint not null,
  account     text,
  code        text,
  reason      text,
  at          timestamptz not null,
  -- `missed`: it happened while the callback was stopped.
  status      text not null default 'waiting' check (status in ('waiting', 'done', 'failed', 'missed')),
  tries       smallint not null default 0,
  next_at     timestamptz not null,
  tried_at    timestamptz,
  http_status smallint,
  problem     text
) with (fillfactor = 80);
create index callback_events_due on belfry.callback_events (callback_id, next_at) where status = 'waiting';
create index callback_events_newest on belfry.callback_events (callback_id, id desc);
create index callback_events_delivery on belfry.callback_events (delivery_id);
create index callback_events_at on belfry.callback_events using brin (at);

alter table belfry.messages add column callback text;

-- Deliveries that moved between open and one of the ends, until they are counted.
create table belfry.delivery_marks (
  id          bigint generated always as identity primary key,
  message_id  bigint not null,
  was         text,
  was_account text,
  was_code    text,
  became      text not null,
  account     text,
  code        text,
  accepted_at timestamptz,
  noted_at    timestamptz not null default belfry.now()
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- Deliveries by the hour and by the day in which their message was accepted. `slice` and `value` are what they are counted
-- by besides their channel: all, account, template, rule, label. `kind` is what is counted: state, failure, took.
create table belfry.message_statistics (
  period  text not null check (period in ('hour', 'day')),
  at      timestamptz not null,
  channel text not null,
  slice   text not null,
  value   text not null,
  kind    text not null,
  key     text not null,
  n       bigint not null,
  primary key (period, slice, value, at, channel, kind, key)
) with (fillfactor = 80);
create index message_statistics_at on belfry.message_statistics (period, slice, at);

create function belfry.open_or_state(state text) returns text
  language sql immutable parallel safe
  as $$ select case when state in ('queued', 'sending') then 'open' else state end $$;

create function belfry.note_new_deliveries() returns trigger
  language plpgsql
  as $$
begin
  insert into belfry.delivery_marks (message_id, became)
  select message_id, belfry.open_or_state(state) from new_rows;
  if exists (select from belfry.callbacks where enabled and verified_at is not null) then
    insert into belfry.callback_events (callback_id, message_id, delivery_id, state, attempt, reason, at, status, next_at)
    select c.id, n.message_id, n.id, n.state, n.attempts, n.reason, n.updated_at,
           case when c.disabled_at is null then 'waiting' else 'missed' end, belfry.now()
    from new_rows n
    join belfry.messages m on m.id = n.message_id
    join belfry.callbacks c on c.enabled and c.verified_at is not null
      and (m.callback = c.name or (not c.only_named and (c.channels = '{}' or m.channel = any(c.channels)) and m.labels @> c.labels))
      and (c.events = '{}' or 'delivery.' || n.state = any(c.events))
    order by n.id, c.id;
    if found then perform pg_notify('belfry', 'callbacks'); end if;
  end if;
  return null;
end $$;

create function belfry.note_moved_deliveries() returns trigger
  language plpgsql
  as $$
begin
  insert into belfry.delivery_marks (message_id, was, was_account, was_code, became, account, code, accepted_at)
  select n.message_id, belfry.open_or_state(o.state), b.account, b.code, belfry.open_or_state(n.state), a.account, a.code,
         case when n.state in ('accepted', 'delivered') and o.state not in ('accepted', 'delivered') then n.updated_at end
  from new_rows n
  join old_rows o on o.id = n.id
  left join belfry.delivery_attempts b
    on b.delivery_id = o.id and b.attempt = o.attempts and o.state not in ('queued', 'sending')
  left join belfry.delivery_attempts a
    on a.delivery_id = n.id and a.attempt = n.attempts and n.state not in ('queued', 'sending')
  where belfry.open_or_state(o.state) <> belfry.open_or_state(n.state);
  if exists (select from belfry.callbacks where enabled and verified_at is not null) then
    insert into belfry.callback_events
      (callback_id, message_id, delivery_id, state, previous, attempt, account, code, reason, at, status, next_at)
    select c.id, n.message_id, n.id, n.state, o.state, n.attempts, a.account, a.code, n.reason, n.updated_at,
           case when c.disabled_at is null then 'waiting' else 'missed' end, belfry.now()
    from new_rows n
    join old_rows o on o.id = n.id and o.state <> n.state
    join belfry.messages m on m.id = n.message_id
    join belfry.callbacks c on c.enabled and c.verified_at is not null
      and (m.callback = c.name or (not c.only_named and (c.channels = '{}' or m.channel = any(c.channels)) and m.labels @> c.labels))
      and (c.events = '{}' or 'delivery.' || n.state = any(c.events))
    left join belfry.delivery_attempts a
      on a.delivery_id = n.id and a.attempt = n.attempts and n.state not in ('queued', 'sending')
    order by n.id, c.id;
    if found then perform pg_notify('belfry', 'callbacks'); end if;
  end if;
  return null;
end $$;

-- What marks add to the statistics. Without `ids` all marks.
create function belfry.count_marks(zone text, ids bigint[])
  returns table (period text, at timestamptz, channel text, slice text, value text, kind text, key text, n bigint)
  language sql stable
  as $$
  select p.period, date_trunc(p.period, m.created_at, zone), m.channel, s.slice, s.value, k.kind, k.key, sum(k.n)::bigint
  from belfry.delivery_marks t
  join belfry.messages m on m.id = t.message_id
  cross join lateral (values (t.was, t.was_account, t.was_code, -1, null::timestamptz),
                             (t.became, t.account, t.code, 1, t.accepted_at)) as c (state, account, code, n, accepted_at)
  cross join lateral (
    select 'state' as kind, c.state as key, c.n
    union all
    select 'failure', c.state || ' ' || coalesce(c.code, ''), c.n where c.state in ('failed', 'bounced', 'unknown')
    union all
    select 'took', belfry.step_of_time(
      extract(epoch from c.accepted_at - greatest(m.created_at, m.scheduled_at))::float8 * 1000)::text, 1
    where c.accepted_at is not null) k
  cross join lateral (
    select 'all' as slice, '' as value
    union all
    select 'account', c.account where c.account is not null
    union all
    select 'template', m.template where m.template is not null
    union all
    select 'rule', m.rule where m.rule is not null
    union all
    select 'label', l.key || '=' || l.value from jsonb_each_text(m.labels) l) s
  cross join (values ('hour'), ('day')) as p (period)
  where c.state is not null and (ids is null or t.id = any(ids))
  group by 1, 2, 3, 4, 5, 6, 7
  having sum(k.n) <> 0
$$;

create trigger deliveries_noted after insert on belfry.deliveries
  referencing new table as new_rows
  for each statement execute function belfry.note_new_deliveries();
create trigger deliveries_moved after update on belfry.deliveries
  referencing old table as old_rows new table as new_rows
  for each statement execute function belfry.note_moved_deliveries();

-- What was sent before is counted, too; the triggers keep everybody else out until then.
insert into belfry.delivery_marks (message_id, became, account, code, accepted_at)
select d.message_id, belfry.open_or_state(d.state), a.account, a.code,
       case when d.state in ('accepted', 'delivered') then a.finished_at end
from belfry.deliveries d
left join belfry.delivery_attempts a
  on a.delivery_id = d.id and a.attempt = d.attempts and d.state not in ('queued', 'sending');

-- How fast an account sends: the attempts of the last hour.
create index delivery_attempts_started on belfry.delivery_attempts using brin (started_at) with (autosummarize = on);
