-- 0030_account_pool.sql
-- locks: accounts and deliveries for a moment, for columns whose values are not written into rows; deliveries against writing while an index is built

-- How the accounts of one priority share the work, what each may send (what is left out is as its channel says; null: no
-- cap), and the zone whose days and months count. Null: the zone of the installation.
alter table belfry.accounts add column weight smallint not null default 1;
alter table belfry.accounts add column caps jsonb not null default '{}';
alter table belfry.accounts add column time_zone text;

-- What an account has sent, and how it is. A row outlives its account: one that is removed and written again has sent as
-- much as before.
create table belfry.account_states (
  channel       text not null,
  account       text not null,
  -- Sends of the last second and of the last minute: [[milliseconds since 1970, how many]].
  second_sends  jsonb not null default '[]',
  minute_sends  jsonb not null default '[]',
  -- The day and the month of the account's zone, and what was sent in them.
  day           text not null default '',
  day_sends     int not null default 0,
  month         text not null default '',
  month_sends   int not null default 0,
  -- How far it is in sharing the work (stride scheduling).
  pass          double precision not null default 0,
  -- Faults in a row, how often it has begun to rest, and until when it rests. While there are faults and the rest is
  -- over, one send tries it; nobody else before `probe_until`.
  faults        int not null default 0,
  rests         int not null default 0,
  rests_until   timestamptz,
  probe_until   timestamptz,
  reason        text,
  code          text,
  -- What its provider has taught: so many replies in a row that it sends too fast, the last of them, and how many it may
  -- send in a minute since then.
  too_fast      int not null default 0,
  too_fast_at   timestamptz,
  learned       int,
  updated_at    timestamptz not null,
  primary key (channel, account)
) with (fillfactor = 50);

-- Set while a delivery waits for an account that may send: which accounts it waits for. `run_at` is its turn.
alter table belfry.deliveries add column waits_for text;
create index deliveries_waiting on belfry.deliveries (waits_for, run_at) where state = 'queued' and waits_for is not null;
