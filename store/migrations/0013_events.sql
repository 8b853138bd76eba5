-- 0013_events.sql
-- locks: none (new objects only)

-- Events that came in and were accepted. What they started stands in event_decisions.
create table belfry.events (
  received_on date        not null,
  id          bigint      generated always as identity,
  received_at timestamptz not null,
  source      text        not null,
  event_id    text        not null,
  type        text        not null,
  subject     text,
  occurred_at timestamptz,
  -- Further attributes of the event, by name.
  attributes  jsonb       not null default '{}',
  data        jsonb,
  -- Who brought it: the name of a key or a person, or the trigger whose feed it came through.
  brought_by  text        not null,
  trigger_id  int,
  -- Set when a person had it looked at again: the event it repeats.
  replay_of   bigint,
  -- How many events and calls led to it; what goes in circles is stopped by it.
  depth       smallint    not null default 0,
  primary key (id, received_on)
) partition by range (received_on);
create table belfry.events_default partition of belfry.events default;
create index events_type on belfry.events (type, id desc);

-- `source` and `id` of events that were accepted, hashed, so that one that is sent again is known.
create table belfry.event_keys (
  key_hash   bytea       primary key,
  event_id   bigint      not null,
  expires_at timestamptz not null
);
create index event_keys_expiry on belfry.event_keys (expires_at);

-- What an event came to, for each trigger that it matched.
create table belfry.event_decisions (
  decided_on   date        not null,
  event_id     bigint      not null,
  trigger_id   int         not null,
  rule_id      int         not null,
  fate         text        not null,
  execution_id bigint,
  detail       jsonb,
  decided_at   timestamptz not null
) partition by range (decided_on);
create table belfry.event_decisions_default partition of belfry.event_decisions default;
create index event_decisions_event on belfry.event_decisions (event_id);
create index event_decisions_trigger on belfry.event_decisions (trigger_id, event_id desc);

-- Windows in which events of one trigger and one key are held back (throttle) or gathered (debounce, batch).
create table belfry.event_windows (
  trigger_id int         not null,
  key_hash   bytea       not null,
  key        jsonb,
  rule_id    int         not null,
  gathers    bool        not null,
  opened_at  timestamptz not null,
  closes_at  timestamptz not null,
  n          int         not null,
  primary key (trigger_id, key_hash)
) with (fillfactor = 70);
create index event_windows_close on belfry.event_windows (closes_at) where gathers;

create table belfry.gathered_events (
  trigger_id int    not null,
  key_hash   bytea  not null,
  event_id   bigint not null,
  primary key (trigger_id, key_hash, event_id)
);

-- What came in and could not be read, with the reason.
create table belfry.event_dead_letters (
  id          bigint      generated always as identity primary key,
  received_at timestamptz not null,
  brought_by  text        not null,
  trigger_id  int,
  raw         text        not null,
  problems    jsonb       not null,
  state       text        not null default 'open' check (state in ('open', 'replayed', 'dismissed')),
  settled_at  timestamptz,
  settled_by  text
);
create index event_dead_letters_state on belfry.event_dead_letters (state, id desc);
