-- 0015_feeds.sql
-- locks: belfry.event_dead_letters for a moment (a new index on few rows)

-- A trigger that takes events from elsewhere: where it has got to, and which node works for it. Every write of a holder
-- compares node and epoch, so what a former holder still does counts for nothing.
create table belfry.trigger_feeds (
  trigger_id    int         primary key references belfry.triggers (id),
  rule_id       int         not null,
  -- The kind of the trigger, for nodes take only what they have a plugin for; and how it takes its events.
  kind          text        not null,
  mode          text        not null check (mode in ('poll', 'subscribe')),
  -- idle: its rule is disabled. connecting: it begins. listening: it works. failing: it does not, and is tried again.
  state         text        not null default 'connecting' check (state in ('idle', 'connecting', 'listening', 'failing')),
  since         timestamptz not null,
  -- What a trigger that asks remembers between two questions.
  cursor        jsonb,
  node          int,
  epoch         int         not null default 0,
  -- When it may be taken next: to ask, or to try again; infinity while it is idle.
  due_at        timestamptz not null,
  -- Failures since it last worked.
  attempts      int         not null default 0,
  last_error    jsonb,
  last_error_at timestamptz,
  last_event_at timestamptz
) with (fillfactor = 50);
create index trigger_feeds_due on belfry.trigger_feeds (due_at) where node is null;
create index trigger_feeds_node on belfry.trigger_feeds (node) where node is not null;
create index trigger_feeds_rule on belfry.trigger_feeds (rule_id);

-- What comes again unread, because nobody could be told that it was kept, is kept once.
create index event_dead_letters_raw on belfry.event_dead_letters (trigger_id, md5(raw)) where state = 'open';
