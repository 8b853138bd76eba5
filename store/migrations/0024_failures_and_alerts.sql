-- 0024_failures_and_alerts.sql
-- locks: belfry.failed_executions (a new column, filled at once; two new indexes), belfry.installation for a moment

-- What a message says without what differs from one execution to the next: quoted values, addresses, and words with digits.
create or replace function belfry.failure_fingerprint(message text) returns text
language sql immutable parallel safe as $$
  select left(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          regexp_replace(left(message, 2000), '"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|`[^`]*`', '…', 'g'),
          '(^|[^A-Za-z0-9])''[^'']*''', '\1…', 'g'),
        '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+', '#', 'g'),
      '[A-Za-z0-9_.:@/+-]*[0-9][A-Za-z0-9_.:@/+-]*', '#', 'g'),
    300)
$$;

-- Failures of one rule with one cause: the same class, code and action, and messages that say the same.
create or replace function belfry.failure_group(rule_id int, failure jsonb) returns text
language sql immutable parallel safe as $$
  select left(md5(concat_ws(E'\n', rule_id, failure ->> 'class', failure ->> 'code', coalesce(failure ->> 'action', ''),
    belfry.failure_fingerprint(coalesce(failure ->> 'message', '')))), 16)
$$;

-- Null in what a node of the version before wrote; it is filled a minute later.
alter table belfry.failed_executions add column if not exists group_key text;
update belfry.failed_executions f set group_key = belfry.failure_group(f.rule_id, e.failure)
from belfry.executions e where e.id = f.execution_id and f.group_key is null;
create index if not exists failed_executions_group on belfry.failed_executions (group_key, execution_id desc);
create index if not exists failed_executions_time on belfry.failed_executions (failed_at);

-- Which execution runs in the place of another one that was retried from the start.
create table if not exists belfry.execution_retries (
  execution_id bigint primary key,
  retried_as   bigint not null unique
);

-- Many failed executions that somebody wants retried or closed; done in chunks, by any node.
create table if not exists belfry.failure_jobs (
  id          int         generated always as identity primary key,
  work        text        not null check (work in ('redrive', 'dismiss')),
  filter      jsonb       not null,
  scope       jsonb,
  start_from  text        check (start_from in ('failed', 'start')),
  version     text        check (version in ('same', 'latest')),
  note        text        not null,
  asked_by    jsonb       not null,
  created_at  timestamptz not null,
  -- Null when it has ended.
  next_at     timestamptz,
  finished_at timestamptz,
  cancelled_by text,
  total       int         not null,
  done        int         not null default 0,
  refused     int         not null default 0,
  -- The first of those that were refused, with the reasons.
  refusals    jsonb       not null default '[]',
  -- How far it has got: the executions from the newest to the oldest.
  before_id   bigint      not null default 9007199254740991,
  -- A chunk that could not be written is done anew in pieces of one.
  tries       int         not null default 0
) with (fillfactor = 50);
create index if not exists failure_jobs_next on belfry.failure_jobs (next_at) where next_at is not null;

-- A time in which something was wrong: told once when it begins and once when it is over.
create table if not exists belfry.alert_episodes (
  id          bigint      generated always as identity primary key,
  kind        text        not null,
  subject     text        not null,
  rule_id     int,
  since       timestamptz not null,
  until       timestamptz,
  facts       jsonb       not null,
  end_facts   jsonb,
  -- When it was last seen to be so.
  seen_at     timestamptz not null,
  -- How many events and calls led to it.
  depth       smallint    not null default 0,
  -- The events that told of its beginning and its end.
  event_id    bigint,
  end_event_id bigint
) with (fillfactor = 70);
create unique index if not exists alert_episodes_open on belfry.alert_episodes (kind, subject) where until is null;
create index if not exists alert_episodes_untold on belfry.alert_episodes (since) where event_id is null or (until is not null and end_event_id is null);
create index if not exists alert_episodes_rule on belfry.alert_episodes (rule_id, id desc);

-- What happened and may be worth an alert, written in the transaction in which it happened, and gone a minute later.
create table if not exists belfry.alert_signals (
  id      bigint      generated always as identity primary key,
  at      timestamptz not null,
  kind    text        not null,
  subject text        not null,
  rule_id int,
  -- Whether it is over instead of beginning.
  over    bool        not null default false,
  facts   jsonb       not null
);

-- What is to be watched of an enabled rule, as its version says and its history shows.
create table if not exists belfry.alert_watches (
  rule_id      int         primary key,
  rule_version int         not null,
  -- Its own thresholds; null where it names none, false where it wants no alerts.
  own          jsonb,
  -- The shortest time between two of its fire times, in milliseconds.
  interval_ms  bigint,
  -- When it has been silent for too long, unless it is started before.
  silent_at    timestamptz
) with (fillfactor = 70);
create index if not exists alert_watches_silent on belfry.alert_watches (silent_at) where silent_at is not null;

-- When it is next looked for what is wrong; one node does it.
create table if not exists belfry.alert_looks (
  singleton bool        primary key default true check (singleton),
  next_at   timestamptz not null,
  seen_at   timestamptz not null
) with (fillfactor = 50);
insert into belfry.alert_looks (next_at, seen_at) select belfry.now(), belfry.now() on conflict do nothing;

-- The rules that came with Belfry and were installed once: what somebody removes stays removed.
alter table belfry.installation add column if not exists shipped_rules text[] not null default '{}';
