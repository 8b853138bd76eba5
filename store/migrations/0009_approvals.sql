-- 0009_approvals.sql
-- locks: belfry.rules and belfry.messages for a moment (new columns without a rewrite)

-- Settings of the installation that administrators change while it runs, by group: what was changed, as an object.
-- Whatever is not in it has the default of the version that reads it.
create table belfry.settings (
  name       text        primary key,
  value      jsonb       not null,
  updated_at timestamptz not null
);

-- Since when a rule may send to the outside: the first time it was enabled with an action that does. Empty: it never was,
-- so a second person is asked first where the installation or the rule demands it.
alter table belfry.rules add column sends_since timestamptz;
update belfry.rules set sends_since = updated_at where status = 'enabled';

-- What waits for a second person, and what became of it.
create table belfry.approvals (
  id           bigint      generated always as identity primary key,
  kind         text        not null check (kind in ('rule-enable', 'rule-archive', 'message', 'step')),
  -- What exactly is asked for; one request for it waits at a time.
  subject      text        not null,
  rule         text        not null,
  labels       jsonb       not null default '{}',
  execution_id bigint,
  message_id   bigint,
  reason       text        not null,
  -- Nobody of these may decide: who asked, and who wrote what is asked for.
  requested_by text[]      not null,
  requested_at timestamptz not null,
  expires_at   timestamptz not null,
  -- What the second person looks at.
  sample       jsonb       not null,
  state        text        not null default 'pending' check (state in ('pending', 'approved', 'rejected', 'expired',
                                     'withdrawn')),
  decided_by   text,
  decided_at   timestamptz,
  comment      text
);
create unique index approvals_pending on belfry.approvals (subject) where state = 'pending';
create index approvals_expiry on belfry.approvals (expires_at) where state = 'pending';
create index approvals_subject on belfry.approvals (subject, id desc);
create index approvals_execution on belfry.approvals (execution_id) where execution_id is not null;

-- Whether a message waits for a second person, and what became of that. Empty: it never had to.
alter table belfry.messages add column hold text check (hold in ('waiting', 'released', 'rejected', 'expired', 'withdrawn'));
-- The action that made it, so that its recipients can be compared with those of the last time.
alter table belfry.messages add column rule text;
alter table belfry.messages add column action text;
create index messages_action on belfry.messages (rule, action, id desc) where rule is not null;
