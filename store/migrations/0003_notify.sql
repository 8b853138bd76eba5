-- 0003_notify.sql
-- locks: none (new objects only)

-- Sending accounts of channels. A secret stands in `config` as {"$secret": "NAME"}, never as itself.
create table belfry.accounts (
  id         int         generated always as identity primary key,
  channel    text        not null,
  name       text        not null,
  config     jsonb       not null,
  enabled    boolean     not null default true,
  -- Lower is asked first.
  priority   smallint    not null default 100,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (channel, name)
);

-- One row per message that was accepted. Its recipients are its deliveries.
create table belfry.messages (
  id              bigint      generated always as identity primary key,
  idempotency_key text        not null unique,
  channel         text        not null,
  -- The account that was asked for; empty: the best one.
  account         text,
  -- The execution that waits for it.
  execution_id    bigint,
  -- How often a person asked for a retry of what failed.
  redrive         smallint    not null default 0,
  -- Subject, text, html, attachments.
  content         jsonb       not null,
  created_at      timestamptz not null
);
create index messages_execution on belfry.messages (execution_id) where execution_id is not null;

-- One row per recipient of a message: what became of it.
create table belfry.deliveries (
  id         bigint      generated always as identity primary key,
  message_id bigint      not null references belfry.messages (id) on delete cascade,
  field      text        not null check (field in ('to', 'cc', 'bcc')),
  recipient  text        not null,
  state      text        not null default 'queued' check (state in ('queued', 'sending', 'accepted', 'delivered',
                                   'bounced', 'failed', 'unknown', 'suppressed', 'expired', 'cancelled')),
  -- Not sent before.
  run_at     timestamptz not null,
  -- How many sends were begun, and how often it was put off since it was last asked for.
  attempts   smallint    not null default 0,
  deferrals  smallint    not null default 0,
  -- Who sends it, and the how-manieth holding this is: every write of an outcome repeats the epoch.
  node       int,
  epoch      int         not null default 0,
  reason     text,
  updated_at timestamptz not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
create index deliveries_message on belfry.deliveries (message_id, id);
create index deliveries_due on belfry.deliveries (run_at, message_id) where state = 'queued';
create index deliveries_held on belfry.deliveries (node) where state = 'sending';

-- Every send of every delivery. The row is committed before the send; a row without an outcome whose node is gone means
-- that nobody knows.
create table belfry.delivery_attempts (
  delivery_id bigint      not null references belfry.deliveries (id) on delete cascade,
  attempt     smallint    not null,
  account     text        not null,
  node        int         not null,
  started_at  timestamptz not null,
  outcome     text        check (outcome in ('accepted', 'try-later', 'account-fault', 'recipient-fault',
                                             'content-fault', 'unknown')),
  reason      text,
  -- What the provider said, and the id under which it knows the message.
  answer      text,
  provider_id text,
  finished_at timestamptz,
  primary key (delivery_id, attempt)
);

-- Mails that the sandbox caught instead of delivering.
create table belfry.sandbox_mails (
  id            bigint      generated always as identity primary key,
  received_at   timestamptz not null,
  envelope_from text        not null,
  envelope_to   text[]      not null,
  -- As the headers say it, for the list.
  sender        text        not null,
  subject       text        not null,
  bytes         int         not null,
  raw           bytea       not null
);
