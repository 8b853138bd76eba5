-- 0032_message_policy.sql
-- locks: messages for a moment, for two columns that have no values yet

-- Files that somebody handed in to be attached to a message; the file lies with the artifacts under the same id. A message
-- that is sent later keeps its file until then.
create table belfry.uploads (
  id          text primary key,
  name        text not null,
  media_type  text not null,
  bytes       bigint not null,
  uploaded_by text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);
create index uploads_expiry on belfry.uploads (expires_at);

-- What an installation decides about messages: quiet hours, frequency caps, what may stand in them.
create table belfry.message_policies (
  name       text primary key,
  kind       text not null check (kind in ('quiet-hours', 'frequency-cap', 'content')),
  definition jsonb not null,
  enabled    boolean not null default true,
  updated_at timestamptz not null,
  updated_by text not null
);

-- Who is not sent to any more. An empty list is every message of the channel.
create table belfry.suppressions (
  id         bigint generated always as identity primary key,
  channel    text not null,
  address    text not null,
  list       text not null default '',
  reason     text not null check (reason in ('manual', 'hard-bounce', 'soft-bounces', 'complaint', 'unsubscribe')),
  note       text not null default '',
  message_id bigint,
  created_at timestamptz not null,
  created_by text not null
);
create unique index suppressions_address on belfry.suppressions (lower(address), channel, list);

-- How many times in a row a message came back from an address that may be full or away; none after one that arrived.
create table belfry.bounce_streaks (
  channel text not null,
  address text not null,
  bounces smallint not null,
  last_at timestamptz not null,
  primary key (address, channel)
);

-- What happens when nobody has got a message in time: the next one of the chain.
create table belfry.escalations (
  message_id      bigint primary key references belfry.messages (id) on delete cascade,
  chain           bigint[] not null,
  due_at          timestamptz not null,
  unless          text not null check (unless in ('accepted', 'delivered', 'acknowledged')),
  next            jsonb not null,
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'stopped')),
  next_message_id bigint,
  ended_at        timestamptz,
  reason          text
);
create index escalations_due on belfry.escalations (due_at) where state = 'waiting';

alter table belfry.messages add column acknowledged_at timestamptz;
alter table belfry.messages add column acknowledged_by text;

-- With it the addresses are sealed by which recipients leave a list. It outlives every master key, as mails do.
create table belfry.unsubscribe_keys (
  id         int primary key check (id = 1),
  key        bytea not null,
  created_at timestamptz not null
);
