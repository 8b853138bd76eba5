-- 0023_connections.sql
-- locks: belfry.execution_queue and belfry.trigger_feeds for a moment (new columns without a rewrite; a new index, empty at first)

-- What is known of the connections (host:port) that actions call and that do not answer. One that was never in trouble has
-- no row.
create table if not exists belfry.breakers (
  connection text        primary key,
  -- open: nobody calls it. half-open: so many as `allowance` says were let in, and their calls decide. closed: all call it.
  state      text        not null check (state in ('open', 'half-open', 'closed')),
  -- Grows with every change: whoever was let in under an earlier one is not let in any more.
  epoch      int         not null,
  -- Since when it is in this state, and since when it has not been closed.
  since      timestamptz not null,
  opened_at  timestamptz not null,
  -- The person who opened it; null when its failures did.
  opened_by  text,
  reason     text        not null,
  failure    jsonb,
  failed_at  timestamptz,
  -- How many pauses in a row.
  pauses     int         not null default 0,
  allowance  int         not null default 0,
  succeeded  int         not null default 0,
  -- When somebody may call it again.
  probe_at   timestamptz not null,
  -- When a node has to look at it; infinity when nothing waits for it.
  look_at    timestamptz not null
) with (fillfactor = 50);

-- While an execution is parked: for which connection and since when. `pass` is set when it was let in: to the epoch of the
-- breaker.
alter table belfry.execution_queue add column if not exists connection text,
  add column if not exists parked_at timestamptz, add column if not exists pass int;
create index if not exists execution_queue_connection on belfry.execution_queue (connection, id) where connection is not null;
-- The turn that a rate limit gave to an execution that was started: whatever lets it in, it does not run before.
alter table belfry.execution_queue add column if not exists not_before timestamptz;
create index if not exists execution_queue_not_before on belfry.execution_queue (rule_id)
  where state = 'pending' and not_before is not null;

-- Rate limits: one row for each key, with the time at which the next may come (the theoretical arrival time of GCRA).
create table if not exists belfry.rates (
  key     text        primary key,
  tat     timestamptz not null,
  -- What the last reservation asked for and what it got.
  taken   int         not null,
  step_us bigint      not null,
  burst   int         not null
) with (fillfactor = 50);

-- Turns that executions let go for. Whoever comes back takes its turn and does not ask for another.
create table if not exists belfry.rate_turns (
  execution_id bigint      not null,
  action       text        not null,
  iteration    text        not null,
  key          text        not null,
  turn_at      timestamptz not null,
  primary key (execution_id, action, iteration, key)
);

-- Why a feed takes nothing although it could: there is too much to do already.
alter table belfry.trigger_feeds add column if not exists paused_since timestamptz,
  add column if not exists paused_reason text;
