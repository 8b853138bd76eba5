-- 0017_records.sql
-- locks: none (new objects only)

-- Tables of records that rules read and write: what is known of a customer, a contract, a device.
create table belfry.record_tables (
  id          int         generated always as identity primary key,
  name        text        not null unique,
  description text        not null default '',
  max_rows    int         not null,
  -- Counted with every change: asking a million rows each time would take too long.
  rows        int         not null default 0,
  -- Another one after every change of its rows, so that who keeps them in memory knows.
  revision    bigint      not null default 0,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
) with (fillfactor = 70);

create table belfry.records (
  table_id   int         not null references belfry.record_tables (id) on delete cascade,
  key        text        collate "C" not null check (char_length(key) between 1 and 500),
  fields     jsonb       not null,
  version    int         not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (table_id, key)
);

-- What a rule tells people inside of Belfry.
create table belfry.notices (
  id           bigint      generated always as identity primary key,
  created_at   timestamptz not null,
  level        text        not null check (level in ('info', 'warning', 'error')),
  title        text        not null,
  body         text        not null default '',
  link         text,
  rule         text,
  execution_id bigint,
  -- The key of the action that sent it, hashed: sent again it is the same notice.
  key_hash     bytea       not null unique
);
create index notices_created on belfry.notices (created_at);

-- For whom it is. Who has a role is asked when it is sent.
create table belfry.notice_recipients (
  user_id   int    not null references belfry.users (id) on delete cascade,
  notice_id bigint not null references belfry.notices (id) on delete cascade,
  read_at   timestamptz,
  primary key (user_id, notice_id)
);
create index notice_recipients_notice on belfry.notice_recipients (notice_id);
