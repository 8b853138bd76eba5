-- 0035_receipts.sql
-- locks: delivery attempts against writing while an index is built

-- What was said later of a delivery, as it was said. One that comes twice stands here once: `digest` is the hash of it.
create table belfry.delivery_receipts (
  delivery_id bigint not null references belfry.deliveries (id) on delete cascade,
  digest      bytea not null,
  -- Who said it: a provider that posted it, one that was asked, or a mail that came back.
  source      text not null check (source in ('post', 'query', 'mail')),
  state       text not null check (state in ('accepted', 'delivered', 'bounced', 'failed')),
  bounce      text check (bounce in ('hard', 'soft')),
  complaint   boolean not null default false,
  code        text,
  reason      text,
  answer      text,
  said_at     timestamptz,
  received_at timestamptz not null,
  primary key (delivery_id, digest)
);

-- Receipts name a delivery as its provider does.
create index delivery_attempts_provider on belfry.delivery_attempts (provider_id) where provider_id is not null;

-- Where receipts of an account are posted: the hash of what makes its address a secret.
create table belfry.receipt_tokens (
  channel    text not null,
  account    text not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (channel, account)
);

-- The mailboxes to which mails of an account come back: how far each was read, when it is looked into next, and what is
-- wrong with it.
create table belfry.bounce_mailboxes (
  channel text not null,
  account text not null,
  place   jsonb,
  look_at timestamptz not null,
  read_at timestamptz,
  problem text,
  primary key (channel, account)
);
create index bounce_mailboxes_due on belfry.bounce_mailboxes (look_at);
