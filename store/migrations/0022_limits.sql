-- 0022_limits.sql
-- locks: belfry.executions for a moment (a new column without a rewrite)

-- What the installation as a whole allows at once: executions of all rules that carry a label ("db=erp"), calls to a
-- connection ("erp.example.org:443").
create table belfry.limits (
  kind        text        not null check (kind in ('label', 'connection')),
  name        text        not null,
  -- How many executions work at once. Of labels.
  concurrency int         check (concurrency > 0),
  -- How many calls begin within per_ms. Of connections.
  rate_limit  int         check (rate_limit > 0),
  per_ms      bigint      check (per_ms > 0),
  note        text        not null default '',
  updated_at  timestamptz not null,
  updated_by  text        not null,
  primary key (kind, name),
  check ((kind = 'label') = (concurrency is not null)),
  check ((kind = 'connection') = (rate_limit is not null)),
  check ((rate_limit is null) = (per_ms is null))
);

-- The locks of the gates. One of each rule with a limit, made when it is needed first, and one of all labels.
create table belfry.gates (
  id text primary key
);
insert into belfry.gates (id) values ('labels');

-- Which gates an execution passes, from the narrow one to the wide one, and how far it has come. It is ahead of a gate
-- while it has not passed the ones before, waits at it until there is room, and holds a place there until it ends.
create table belfry.gate_places (
  execution_id bigint      not null,
  -- 0 is the gate of the rule or of one value of its key, then those of labels.
  rank         smallint    not null,
  -- rule:12, rule:12:"customer 7", label:db=erp
  gate         text        not null,
  rule_id      int         not null,
  state        text        not null check (state in ('ahead', 'waits', 'holds')),
  -- Who waits is let in by this, and then by the id: later for those of a rule that has many waiting.
  turn_at      timestamptz not null,
  primary key (execution_id, gate)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
        autovacuum_vacuum_cost_delay = 0);
create index gate_places_waiting on belfry.gate_places (gate, turn_at, execution_id) where state = 'waits';
create index gate_places_held on belfry.gate_places (gate) where state = 'holds';
create index gate_places_line on belfry.gate_places (rule_id, turn_at) where state <> 'holds';
create index gate_places_gate on belfry.gate_places (gate, execution_id);

-- The value of the key by which the rule limits its executions, as JSON; a retry passes the same gate.
alter table belfry.executions add column gate_key text;
