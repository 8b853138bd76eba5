-- 0047_incentives.sql
-- locks: none (new objects only)

-- A campaign that was taken into use. Whoever books or corrects anything locks its row first, so that two runs at once
-- book everything once.
create table belfry.incentive_campaigns (
  id         int generated always as identity primary key,
  key        text not null unique,
  -- The revision in force, and what stands in it and is asked for without reading it.
  revision   text not null,
  name       text not null,
  city       text not null,
  from_on    date not null,
  until_on   date,
  labels     jsonb not null default '{}',
  -- 活动期内第几个合同 of the last contract.
  sequence   bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);

-- What a revision says never changes: a change is a new revision.
create table belfry.incentive_revisions (
  campaign_id int not null references belfry.incentive_campaigns on delete cascade,
  revision    text not null,
  definition  jsonb not null,
  created_at  timestamptz not null,
  created_by  text not null,
  primary key (campaign_id, revision)
);

create table belfry.incentive_runs (
  id           bigint generated always as identity primary key,
  campaign_id  int not null references belfry.incentive_campaigns on delete cascade,
  revision     text not null,
  source       text not null,
  state        text not null default 'running' check (state in ('running', 'done', 'failed', 'interrupted')),
  execution_id bigint,
  author       text not null,
  rows         int not null default 0,
  booked       int not null default 0,
  known        int not null default 0,
  -- Of an order type that the campaign does not take.
  left_out     int not null default 0,
  quarantined  int not null default 0,
  proposed     int not null default 0,
  rewards      int not null default 0,
  reason       text,
  started_at   timestamptz not null,
  ended_at     timestamptz
);
create index incentive_runs_of_campaign on belfry.incentive_runs (campaign_id, id);
create index incentive_runs_running on belfry.incentive_runs (campaign_id) where state = 'running';

-- The tables below have no foreign keys: of a million rows each would be looked for, and campaigns, contracts and people are
-- never deleted. What is written again and again leaves room in its pages, so that no index has to follow.

-- A person of a campaign with the figures so far: what an evaluation of the next contract asks for.
create table belfry.incentive_people (
  id          int generated always as identity primary key,
  campaign_id int not null,
  -- 管家, or 管家_服务商
  key         text not null,
  name        text not null,
  provider    text not null,
  count                    int not null default 0,
  total_fen                bigint not null default 0,
  performance_fen          bigint not null default 0,
  platform_count           int not null default 0,
  platform_fen             bigint not null default 0,
  platform_performance_fen bigint not null default 0,
  self_referral_count      int not null default 0,
  self_referral_fen        bigint not null default 0,
  held        text[] not null default '{}',
  unique (campaign_id, key)
) with (fillfactor = 60);

-- What the contracts of a project have used up of its cap, and which project addresses had their award.
create table belfry.incentive_projects (
  campaign_id int not null,
  project     text not null,
  used_fen    bigint not null,
  primary key (campaign_id, project)
) with (fillfactor = 60);
create table belfry.incentive_addresses (
  campaign_id  int not null,
  address_hash bytea not null,
  primary key (campaign_id, address_hash)
);

-- A contract that was booked, with the figures of its person at that moment. A correction brings the figures to what they
-- are after it; what was booked before stays in the entries.
create table belfry.incentive_contracts (
  id          bigint generated always as identity primary key,
  campaign_id int not null,
  contract_id text not null,
  person_id   int not null,
  provider    text not null,
  project     text not null,
  day         date not null,
  order_type  text not null check (order_type in ('platform', 'selfReferral')),
  historical  bool not null,
  sequence    bigint not null,
  amount_fen  bigint not null,
  -- What it alone counts after caps.
  counted_fen bigint not null,
  rewards     smallint not null,
  reward_fen  bigint not null,
  -- A later revision may leave out its order type; withdrawn is what a person says.
  state       text not null default 'booked' check (state in ('booked', 'left-out', 'withdrawn')),
  run_id      bigint not null,
  -- The contract as its source tells it, and the rest of its row.
  source      jsonb not null,
  figures     jsonb not null,
  booked_at   timestamptz not null,
  unique (campaign_id, contract_id)
);
create index incentive_contracts_list on belfry.incentive_contracts (campaign_id, id);
create index incentive_contracts_of_person on belfry.incentive_contracts (person_id, id);

-- The awards that stand now: a correction takes them away and grants others, and each change is an entry.
create table belfry.incentive_awards (
  campaign_id int not null,
  contract    bigint not null,
  person_id   int not null,
  position    smallint not null,
  kind        text not null check (kind in ('lucky', 'tier', 'selfReferral')),
  type        text not null,
  name        text not null,
  -- Empty where the campaign has no amounts.
  amount_fen  bigint,
  primary key (campaign_id, contract, kind, name)
);
-- A person has a tier once.
create unique index incentive_awards_tiers on belfry.incentive_awards (campaign_id, person_id, name) where kind = 'tier';

-- The ledger. Rows are added and never changed: every total is the sum of entries.
create table belfry.incentive_entries (
  id              bigint generated always as identity primary key,
  campaign_id     int not null,
  contract        bigint,
  person_id       int not null,
  provider        text not null,
  day             date not null,
  -- The month whose books it stands in; an adjustment of a closed month stands in an open one.
  month           text not null,
  kind            text not null check (kind in ('performance', 'reward', 'adjustment')),
  reward_type     text,
  reward_name     text,
  -- What the totals grow by.
  contracts       smallint not null default 0,
  amount_fen      bigint not null default 0,
  performance_fen bigint not null default 0,
  rewards         smallint not null default 0,
  reward_fen      bigint not null default 0,
  run_id          bigint,
  author          text not null,
  reason          text,
  at              timestamptz not null
);
create unique index incentive_entries_performance on belfry.incentive_entries (contract) where kind = 'performance';
create unique index incentive_entries_reward on belfry.incentive_entries (contract, reward_type, reward_name) where kind = 'reward';
create index incentive_entries_list on belfry.incentive_entries (campaign_id, month, id);
create index incentive_entries_adjustments on belfry.incentive_entries (contract) where kind = 'adjustment';

-- Sums of the entries, for screens. Whoever adds entries adds to these in the same transaction.
create table belfry.incentive_days (
  campaign_id     int not null,
  day             date not null,
  person_id       int not null,
  provider        text not null,
  contracts       int not null,
  amount_fen      bigint not null,
  performance_fen bigint not null,
  rewards         int not null,
  reward_fen      bigint not null,
  primary key (campaign_id, day, person_id, provider)
) with (fillfactor = 60);
create table belfry.incentive_day_rewards (
  campaign_id int not null,
  day         date not null,
  person_id   int not null,
  provider    text not null,
  reward_type text not null,
  reward_name text not null,
  rewards     int not null,
  reward_fen  bigint not null,
  primary key (campaign_id, day, person_id, provider, reward_type, reward_name)
);

-- Rows that could not be taken. One that comes again in the next run is the same one; it is resolved when its contract is booked.
create table belfry.incentive_quarantine (
  id          bigint generated always as identity primary key,
  campaign_id int not null references belfry.incentive_campaigns on delete cascade,
  fingerprint bytea not null,
  source      text not null,
  row         int not null,
  contract_id text,
  code        text not null,
  column_name text,
  message     text not null,
  remedy      text not null,
  raw         jsonb not null,
  first_run   bigint not null,
  last_run    bigint not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  times       int not null default 1,
  resolved_at timestamptz
);
create unique index incentive_quarantine_open on belfry.incentive_quarantine (campaign_id, fingerprint) where resolved_at is null;
create index incentive_quarantine_contract on belfry.incentive_quarantine (campaign_id, contract_id) where resolved_at is null;
create index incentive_quarantine_list on belfry.incentive_quarantine (campaign_id, id);

-- What is to be said about a contract, until it was accepted by the channel.
create table belfry.incentive_tellings (
  id          bigint generated always as identity primary key,
  campaign_id int not null references belfry.incentive_campaigns on delete cascade,
  contract    bigint not null references belfry.incentive_contracts on delete cascade,
  kind        text not null check (kind in ('group', 'award')),
  text        text not null,
  state       text not null default 'due' check (state in ('due', 'told', 'dropped')),
  message_id  bigint,
  created_at  timestamptz not null,
  told_at     timestamptz,
  unique (contract, kind)
);
create index incentive_tellings_due on belfry.incentive_tellings (campaign_id, id) where state = 'due';

-- What a source says otherwise than the ledger, until a person books or dismisses it; and what was booked.
create table belfry.incentive_corrections (
  id          bigint generated always as identity primary key,
  campaign_id int not null references belfry.incentive_campaigns on delete cascade,
  -- Empty: the revision of the campaign changed.
  contract    bigint references belfry.incentive_contracts on delete cascade,
  kind        text not null check (kind in ('amount', 'withdrawn', 'revision')),
  state       text not null check (state in ('proposed', 'booked', 'dismissed')),
  amount_fen  bigint,
  before_fen  bigint,
  revision    text,
  entries     int,
  reason      text not null,
  run_id      bigint,
  author      text not null,
  created_at  timestamptz not null,
  decided_at  timestamptz
);
create unique index incentive_corrections_open on belfry.incentive_corrections (contract) where state = 'proposed';
create index incentive_corrections_list on belfry.incentive_corrections (campaign_id, id);

-- A month whose books are closed.
create table belfry.incentive_settlements (
  campaign_id     int not null references belfry.incentive_campaigns on delete cascade,
  month           text not null,
  contracts       int not null,
  amount_fen      bigint not null,
  performance_fen bigint not null,
  rewards         int not null,
  reward_fen      bigint not null,
  last_entry      bigint not null,
  closed_at       timestamptz not null,
  closed_by       text not null,
  primary key (campaign_id, month)
);
