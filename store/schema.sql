-- Written by npm run generate from the migrations.

create sequence belfry.rule_changes;

create table belfry.account_states (
  channel text not null,
  account text not null,
  second_sends jsonb not null default '[]'::jsonb,
  minute_sends jsonb not null default '[]'::jsonb,
  day text not null default ''::text,
  day_sends integer not null default 0,
  month text not null default ''::text,
  month_sends integer not null default 0,
  pass double precision not null default 0,
  faults integer not null default 0,
  rests integer not null default 0,
  rests_until timestamp with time zone,
  probe_until timestamp with time zone,
  reason text,
  code text,
  too_fast integer not null default 0,
  too_fast_at timestamp with time zone,
  learned integer,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (channel, account)
) with (fillfactor=50);

create table belfry.accounts (
  id integer not null generated always as identity,
  channel text not null,
  name text not null,
  config jsonb not null,
  enabled boolean not null default true,
  priority smallint not null default 100,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  weight smallint not null default 1,
  caps jsonb not null default '{}'::jsonb,
  time_zone text,
  PRIMARY KEY (id),
  UNIQUE (channel, name)
);

create table belfry.action_runs (
  created_on date not null,
  execution_id bigint not null,
  action text not null,
  iteration text not null default ''::text,
  attempt smallint not null,
  redrive smallint not null default 0,
  use text not null,
  state text not null,
  output jsonb,
  failure jsonb,
  took_ms integer not null,
  finished_at timestamp with time zone not null,
  node integer,
  retry_at timestamp with time zone,
  PRIMARY KEY (execution_id, action, iteration, attempt, redrive, created_on),
  CHECK ((state = ANY (ARRAY['success'::text, 'failed'::text, 'skipped'::text, 'cancelled'::text])))
) partition by RANGE (created_on);

create table belfry.alert_episodes (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  rule_id integer,
  since timestamp with time zone not null,
  until timestamp with time zone,
  facts jsonb not null,
  end_facts jsonb,
  seen_at timestamp with time zone not null,
  depth smallint not null default 0,
  event_id bigint,
  end_event_id bigint,
  PRIMARY KEY (id)
) with (fillfactor=70);
CREATE INDEX alert_episodes_rule ON belfry.alert_episodes USING btree (rule_id, id DESC);
CREATE INDEX alert_episodes_untold ON belfry.alert_episodes USING btree (since) WHERE ((event_id IS NULL) OR ((until IS NOT NULL) AND (end_event_id IS NULL)));
CREATE UNIQUE INDEX alert_episodes_open ON belfry.alert_episodes USING btree (kind, subject) WHERE (until IS NULL);

create table belfry.alert_looks (
  singleton boolean not null default true,
  next_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  PRIMARY KEY (singleton),
  CHECK (singleton)
) with (fillfactor=50);

create table belfry.alert_signals (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  kind text not null,
  subject text not null,
  rule_id integer,
  over boolean not null default false,
  facts jsonb not null,
  PRIMARY KEY (id)
);

create table belfry.alert_watches (
  rule_id integer not null,
  rule_version integer not null,
  own jsonb,
  interval_ms bigint,
  silent_at timestamp with time zone,
  PRIMARY KEY (rule_id)
) with (fillfactor=70);
CREATE INDEX alert_watches_silent ON belfry.alert_watches USING btree (silent_at) WHERE (silent_at IS NOT NULL);

create table belfry.api_keys (
  id text not null,
  name text not null,
  note text not null default ''::text,
  secret_hash bytea not null,
  previous_hash bytea,
  previous_until timestamp with time zone,
  permissions text[] not null,
  scope jsonb,
  requests_per_minute integer,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX api_keys_name ON belfry.api_keys USING btree (lower(name)) WHERE (revoked_at IS NULL);

create table belfry.api_tokens (
  id integer not null generated always as identity,
  token_hash bytea not null,
  name text not null,
  role text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  scope jsonb,
  permissions text[],
  key_id text,
  PRIMARY KEY (id),
  UNIQUE (token_hash),
  FOREIGN KEY (key_id) REFERENCES belfry.api_keys(id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_key ON belfry.api_tokens USING btree (key_id) WHERE (key_id IS NOT NULL);

create table belfry.approvals (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  rule text not null,
  labels jsonb not null default '{}'::jsonb,
  execution_id bigint,
  message_id bigint,
  reason text not null,
  requested_by text[] not null,
  requested_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  sample jsonb not null,
  state text not null default 'pending'::text,
  decided_by text,
  decided_at timestamp with time zone,
  comment text,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['rule-enable'::text, 'rule-archive'::text, 'message'::text, 'step'::text]))),
  CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text])))
);
CREATE INDEX approvals_execution ON belfry.approvals USING btree (execution_id) WHERE (execution_id IS NOT NULL);
CREATE INDEX approvals_expiry ON belfry.approvals USING btree (expires_at) WHERE (state = 'pending'::text);
CREATE INDEX approvals_subject ON belfry.approvals USING btree (subject, id DESC);
CREATE UNIQUE INDEX approvals_pending ON belfry.approvals USING btree (subject) WHERE (state = 'pending'::text);

create table belfry.artifacts (
  id text not null,
  execution_id bigint,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
CREATE INDEX artifacts_execution ON belfry.artifacts USING btree (execution_id);

create table belfry.audit_entries (
  n bigint not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor text not null,
  address text,
  request_id text,
  action text not null,
  subject_kind text not null,
  subject text not null,
  outcome text not null,
  detail jsonb,
  detail_hash bytea not null,
  hash bytea not null,
  PRIMARY KEY (n),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'denied'::text, 'failed'::text])))
);
CREATE INDEX audit_entries_actor ON belfry.audit_entries USING btree (actor, n DESC);
CREATE INDEX audit_entries_at ON belfry.audit_entries USING btree (at);
CREATE INDEX audit_entries_subject ON belfry.audit_entries USING btree (subject_kind, subject, n DESC);
CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON belfry.audit_entries FOR EACH ROW EXECUTE FUNCTION belfry.keep_audit();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON belfry.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION belfry.keep_audit();

create table belfry.audit_head (
  one boolean not null default true,
  n bigint not null,
  hash bytea not null,
  PRIMARY KEY (one),
  CHECK (one)
);

create table belfry.awaited_events (
  type text not null,
  match text not null,
  PRIMARY KEY (type, match)
);

create table belfry.bounce_mailboxes (
  channel text not null,
  account text not null,
  place jsonb,
  look_at timestamp with time zone not null,
  read_at timestamp with time zone,
  problem text,
  PRIMARY KEY (channel, account)
);
CREATE INDEX bounce_mailboxes_due ON belfry.bounce_mailboxes USING btree (look_at);

create table belfry.bounce_streaks (
  channel text not null,
  address text not null,
  bounces smallint not null,
  last_at timestamp with time zone not null,
  PRIMARY KEY (address, channel)
);

create table belfry.breakers (
  connection text not null,
  state text not null,
  epoch integer not null,
  since timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  opened_by text,
  reason text not null,
  failure jsonb,
  failed_at timestamp with time zone,
  pauses integer not null default 0,
  allowance integer not null default 0,
  succeeded integer not null default 0,
  probe_at timestamp with time zone not null,
  look_at timestamp with time zone not null,
  PRIMARY KEY (connection),
  CHECK ((state = ANY (ARRAY['open'::text, 'half-open'::text, 'closed'::text])))
) with (fillfactor=50);

create table belfry.business_claims (
  claim bytea not null,
  delivery_id bigint not null,
  message_id bigint not null,
  until timestamp with time zone not null,
  PRIMARY KEY (claim)
);
CREATE INDEX business_claims_until ON belfry.business_claims USING btree (until);

create table belfry.calendars (
  name text not null,
  definition jsonb not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  PRIMARY KEY (name)
);

create table belfry.callback_events (
  id bigint not null generated always as identity,
  callback_id integer not null,
  message_id bigint not null,
  delivery_id bigint not null,
  state text not null,
  previous text,
  attempt smallint not null,
  account text,
  code text,
  reason text,
  at timestamp with time zone not null,
  status text not null default 'waiting'::text,
  tries smallint not null default 0,
  next_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  http_status smallint,
  problem text,
  PRIMARY KEY (id),
  CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text, 'missed'::text]))),
  FOREIGN KEY (callback_id) REFERENCES belfry.callbacks(id) ON DELETE CASCADE,
  FOREIGN KEY (delivery_id) REFERENCES belfry.deliveries(id) ON DELETE CASCADE
) with (fillfactor=80);
CREATE INDEX callback_events_at ON belfry.callback_events USING brin (at);
CREATE INDEX callback_events_delivery ON belfry.callback_events USING btree (delivery_id);
CREATE INDEX callback_events_due ON belfry.callback_events USING btree (callback_id, next_at) WHERE (status = 'waiting'::text);
CREATE INDEX callback_events_newest ON belfry.callback_events USING btree (callback_id, id DESC);

create table belfry.callbacks (
  id integer not null generated always as identity,
  name text not null,
  url text not null,
  secret text not null,
  previous_secret text,
  previous_until timestamp with time zone,
  events text[] not null default '{}'::text[],
  channels text[] not null default '{}'::text[],
  labels jsonb not null default '{}'::jsonb,
  only_named boolean not null default false,
  enabled boolean not null default true,
  verified_at timestamp with time zone,
  disabled_at timestamp with time zone,
  disabled_reason text,
  failing_since timestamp with time zone,
  paused_until timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK ((disabled_reason = ANY (ARRAY['gone'::text, 'failing'::text])))
);

create table belfry.clock_jumps (
  id bigint not null generated always as identity,
  noticed_at timestamp with time zone not null,
  jump_ms bigint not null,
  node integer,
  PRIMARY KEY (id)
);

create table belfry.connections (
  name text not null,
  address text not null,
  purpose text not null default ''::text,
  allow_local boolean not null default false,
  created_by text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table belfry.deliveries (
  id bigint not null generated always as identity,
  message_id bigint not null,
  field text not null,
  recipient text not null,
  state text not null default 'queued'::text,
  run_at timestamp with time zone not null,
  attempts smallint not null default 0,
  deferrals smallint not null default 0,
  node integer,
  epoch integer not null default 0,
  reason text,
  updated_at timestamp with time zone not null,
  pieces_done smallint not null default 0,
  waits_for text,
  priority smallint not null default 1,
  expires_at timestamp with time zone,
  counted_at timestamp with time zone,
  asked_epoch integer,
  asked smallint not null default 0,
  ask_at timestamp with time zone,
  only_account text,
  digest_id bigint,
  counted_pieces smallint not null default 1,
  PRIMARY KEY (id),
  CHECK ((field = ANY (ARRAY['to'::text, 'cc'::text, 'bcc'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'accepted'::text, 'delivered'::text, 'bounced'::text, 'failed'::text, 'unknown'::text, 'suppressed'::text, 'expired'::text, 'cancelled'::text]))),
  FOREIGN KEY (message_id) REFERENCES belfry.messages(id) ON DELETE CASCADE
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);
CREATE INDEX deliveries_due ON belfry.deliveries USING btree (run_at, message_id) WHERE (state = 'queued'::text);
CREATE INDEX deliveries_expiry ON belfry.deliveries USING btree (expires_at) WHERE ((state = 'queued'::text) AND (expires_at IS NOT NULL));
CREATE INDEX deliveries_gathered ON belfry.deliveries USING btree (digest_id) WHERE (digest_id IS NOT NULL);
CREATE INDEX deliveries_held ON belfry.deliveries USING btree (node) WHERE (state = 'sending'::text);
CREATE INDEX deliveries_lane ON belfry.deliveries USING btree (priority, run_at, message_id) WHERE (state = 'queued'::text);
CREATE INDEX deliveries_message ON belfry.deliveries USING btree (message_id, id);
CREATE INDEX deliveries_recipient ON belfry.deliveries USING btree (lower(recipient), id DESC);
CREATE INDEX deliveries_unknown ON belfry.deliveries USING btree ((
CASE
    WHEN (asked_epoch = epoch) THEN ask_at
    ELSE updated_at
END)) WHERE (state = 'unknown'::text);
CREATE INDEX deliveries_waiting ON belfry.deliveries USING btree (waits_for, run_at) WHERE ((state = 'queued'::text) AND (waits_for IS NOT NULL));
CREATE TRIGGER deliveries_moved AFTER UPDATE ON belfry.deliveries REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION belfry.note_moved_deliveries();
CREATE TRIGGER deliveries_noted AFTER INSERT ON belfry.deliveries REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION belfry.note_new_deliveries();

create table belfry.delivery_attempts (
  delivery_id bigint not null,
  attempt smallint not null,
  account text not null,
  node integer not null,
  started_at timestamp with time zone not null,
  outcome text,
  reason text,
  answer text,
  provider_id text,
  finished_at timestamp with time zone,
  code text,
  segments smallint,
  PRIMARY KEY (delivery_id, attempt),
  CHECK ((outcome = ANY (ARRAY['accepted'::text, 'try-later'::text, 'account-fault'::text, 'recipient-fault'::text, 'content-fault'::text, 'unknown'::text]))),
  FOREIGN KEY (delivery_id) REFERENCES belfry.deliveries(id) ON DELETE CASCADE
);
CREATE INDEX delivery_attempts_provider ON belfry.delivery_attempts USING btree (provider_id) WHERE (provider_id IS NOT NULL);
CREATE INDEX delivery_attempts_started ON belfry.delivery_attempts USING brin (started_at) WITH (autosummarize='on');

create table belfry.delivery_marks (
  id bigint not null generated always as identity,
  message_id bigint not null,
  was text,
  was_account text,
  was_code text,
  became text not null,
  account text,
  code text,
  accepted_at timestamp with time zone,
  noted_at timestamp with time zone not null default belfry.now(),
  PRIMARY KEY (id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);

create table belfry.delivery_receipts (
  delivery_id bigint not null,
  digest bytea not null,
  source text not null,
  state text not null,
  bounce text,
  complaint boolean not null default false,
  code text,
  reason text,
  answer text,
  said_at timestamp with time zone,
  received_at timestamp with time zone not null,
  PRIMARY KEY (delivery_id, digest),
  CHECK ((bounce = ANY (ARRAY['hard'::text, 'soft'::text]))),
  CHECK ((source = ANY (ARRAY['post'::text, 'query'::text, 'mail'::text]))),
  CHECK ((state = ANY (ARRAY['accepted'::text, 'delivered'::text, 'bounced'::text, 'failed'::text]))),
  FOREIGN KEY (delivery_id) REFERENCES belfry.deliveries(id) ON DELETE CASCADE
);

create table belfry.escalations (
  message_id bigint not null,
  chain bigint[] not null,
  due_at timestamp with time zone not null,
  unless text not null,
  next jsonb not null,
  state text not null default 'waiting'::text,
  next_message_id bigint,
  ended_at timestamp with time zone,
  reason text,
  PRIMARY KEY (message_id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'stopped'::text]))),
  CHECK ((unless = ANY (ARRAY['accepted'::text, 'delivered'::text, 'acknowledged'::text]))),
  FOREIGN KEY (message_id) REFERENCES belfry.messages(id) ON DELETE CASCADE
);
CREATE INDEX escalations_due ON belfry.escalations USING btree (due_at) WHERE (state = 'waiting'::text);

create table belfry.event_dead_letters (
  id bigint not null generated always as identity,
  received_at timestamp with time zone not null,
  brought_by text not null,
  trigger_id integer,
  raw text not null,
  problems jsonb not null,
  state text not null default 'open'::text,
  settled_at timestamp with time zone,
  settled_by text,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['open'::text, 'replayed'::text, 'dismissed'::text])))
);
CREATE INDEX event_dead_letters_raw ON belfry.event_dead_letters USING btree (trigger_id, md5(raw)) WHERE (state = 'open'::text);
CREATE INDEX event_dead_letters_state ON belfry.event_dead_letters USING btree (state, id DESC);

create table belfry.event_decisions (
  decided_on date not null,
  event_id bigint not null,
  trigger_id integer not null,
  rule_id integer not null,
  fate text not null,
  execution_id bigint,
  detail jsonb,
  decided_at timestamp with time zone not null
) partition by RANGE (decided_on);
CREATE INDEX event_decisions_event ON ONLY belfry.event_decisions USING btree (event_id);
CREATE INDEX event_decisions_trigger ON ONLY belfry.event_decisions USING btree (trigger_id, event_id DESC);

create table belfry.event_keys (
  key_hash bytea not null,
  event_id bigint not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (key_hash)
);
CREATE INDEX event_keys_expiry ON belfry.event_keys USING btree (expires_at);

create table belfry.event_windows (
  trigger_id integer not null,
  key_hash bytea not null,
  key jsonb,
  rule_id integer not null,
  gathers boolean not null,
  opened_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  n integer not null,
  PRIMARY KEY (trigger_id, key_hash)
) with (fillfactor=70);
CREATE INDEX event_windows_close ON belfry.event_windows USING btree (closes_at) WHERE gathers;

create table belfry.events (
  received_on date not null,
  id bigint not null generated always as identity,
  received_at timestamp with time zone not null,
  source text not null,
  event_id text not null,
  type text not null,
  subject text,
  occurred_at timestamp with time zone,
  attributes jsonb not null default '{}'::jsonb,
  data jsonb,
  brought_by text not null,
  trigger_id integer,
  replay_of bigint,
  depth smallint not null default 0,
  matched boolean not null default true,
  PRIMARY KEY (id, received_on)
) partition by RANGE (received_on);
CREATE INDEX events_type ON ONLY belfry.events USING btree (type, id DESC);
CREATE INDEX events_unmatched ON ONLY belfry.events USING btree (id DESC) WHERE (NOT matched);

create table belfry.execution_logs (
  created_on date not null,
  id bigint not null generated always as identity,
  execution_id bigint not null,
  action text,
  iteration text,
  level text not null,
  message text not null,
  fields jsonb,
  logged_at timestamp with time zone not null,
  CHECK ((level = ANY (ARRAY['info'::text, 'warn'::text, 'error'::text])))
) partition by RANGE (created_on);
CREATE INDEX execution_logs_execution ON ONLY belfry.execution_logs USING btree (execution_id, id);

create table belfry.execution_progress (
  execution_id bigint not null,
  action text not null,
  iteration text not null,
  done double precision not null,
  total double precision,
  reported_at timestamp with time zone not null,
  PRIMARY KEY (execution_id)
) with (fillfactor=50);

create table belfry.execution_queue (
  id bigint not null,
  rule_id integer not null,
  parent_id bigint,
  gate integer,
  priority smallint not null,
  run_at timestamp with time zone not null,
  state text not null default 'pending'::text,
  node integer,
  epoch integer not null default 0,
  signals integer not null default 0,
  action text,
  cancel_by text,
  started_at timestamp with time zone,
  band smallint not null default 1,
  turn_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  connection text,
  parked_at timestamp with time zone,
  pass integer,
  not_before timestamp with time zone,
  lives smallint not null default 0,
  lives_mark integer,
  died_on text[],
  refused_by text[],
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['pending'::text, 'running'::text, 'retrying'::text, 'waiting'::text])))
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_threshold=500, autovacuum_vacuum_cost_delay=0);
CREATE INDEX execution_queue_connection ON belfry.execution_queue USING btree (connection, id) WHERE (connection IS NOT NULL);
CREATE INDEX execution_queue_due ON belfry.execution_queue USING btree (run_at) WHERE ((node IS NULL) AND (turn_at = 'infinity'::timestamp with time zone) AND (run_at < 'infinity'::timestamp with time zone));
CREATE INDEX execution_queue_gate ON belfry.execution_queue USING btree (gate, priority, id) WHERE ((gate IS NOT NULL) AND (state = 'pending'::text) AND (run_at = 'infinity'::timestamp with time zone));
CREATE INDEX execution_queue_held ON belfry.execution_queue USING btree (node) WHERE (node IS NOT NULL);
CREATE INDEX execution_queue_line ON belfry.execution_queue USING btree (rule_id, turn_at) WHERE ((node IS NULL) AND (turn_at < 'infinity'::timestamp with time zone));
CREATE INDEX execution_queue_not_before ON belfry.execution_queue USING btree (rule_id) WHERE ((state = 'pending'::text) AND (not_before IS NOT NULL));
CREATE INDEX execution_queue_parent ON belfry.execution_queue USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX execution_queue_refused ON belfry.execution_queue USING btree (id) WHERE (refused_by IS NOT NULL);
CREATE INDEX execution_queue_rule ON belfry.execution_queue USING btree (rule_id);
CREATE INDEX execution_queue_suspects ON belfry.execution_queue USING btree (run_at) WHERE ((node IS NULL) AND (lives >= 2));
CREATE INDEX execution_queue_turn ON belfry.execution_queue USING btree (band, turn_at) WHERE ((node IS NULL) AND (turn_at < 'infinity'::timestamp with time zone));
CREATE INDEX execution_queue_wake ON belfry.execution_queue USING btree (run_at) WHERE (node IS NULL);

create table belfry.execution_retries (
  execution_id bigint not null,
  retried_as bigint not null,
  PRIMARY KEY (execution_id),
  UNIQUE (retried_as)
);

create table belfry.executions (
  id bigint not null generated always as identity,
  rule_id integer not null,
  rule_version integer not null,
  parent_id bigint,
  item_index integer,
  item jsonb,
  trigger jsonb not null,
  inputs jsonb not null default '{}'::jsonb,
  state text,
  failure jsonb,
  redrive smallint not null default 0,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  output jsonb,
  gate_key text,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['success'::text, 'failed'::text, 'cancelled'::text, 'skipped'::text])))
) with (fillfactor=80);
CREATE INDEX executions_finished ON belfry.executions USING brin (finished_at timestamptz_minmax_multi_ops) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX executions_rule ON belfry.executions USING btree (rule_id, id DESC);
CREATE UNIQUE INDEX executions_item ON belfry.executions USING btree (parent_id, item_index) WHERE (parent_id IS NOT NULL);
CREATE TRIGGER executions_reopened AFTER UPDATE OF state ON belfry.executions FOR EACH ROW WHEN (((old.finished_at IS NOT NULL) AND (new.finished_at IS NULL) AND (old.item_index IS NULL))) EXECUTE FUNCTION belfry.note_reopened();
CREATE TRIGGER executions_unsuccessful AFTER UPDATE OF state ON belfry.executions FOR EACH ROW WHEN (((old.state <> 'success'::text) OR (new.state <> 'success'::text))) EXECUTE FUNCTION belfry.list_unsuccessful();
CREATE TRIGGER executions_unsuccessful_gone AFTER DELETE ON belfry.executions FOR EACH ROW WHEN ((old.state <> 'success'::text)) EXECUTE FUNCTION belfry.list_unsuccessful();
CREATE TRIGGER executions_unsuccessful_new AFTER INSERT ON belfry.executions FOR EACH ROW WHEN ((new.state <> 'success'::text)) EXECUTE FUNCTION belfry.list_unsuccessful();

create table belfry.failed_executions (
  execution_id bigint not null,
  rule_id integer not null,
  failed_at timestamp with time zone not null,
  group_key text,
  PRIMARY KEY (execution_id)
);
CREATE INDEX failed_executions_group ON belfry.failed_executions USING btree (group_key, execution_id DESC);
CREATE INDEX failed_executions_rule ON belfry.failed_executions USING btree (rule_id, execution_id DESC);
CREATE INDEX failed_executions_time ON belfry.failed_executions USING btree (failed_at);

create table belfry.failure_jobs (
  id integer not null generated always as identity,
  work text not null,
  filter jsonb not null,
  scope jsonb,
  start_from text,
  version text,
  note text not null,
  asked_by jsonb not null,
  created_at timestamp with time zone not null,
  next_at timestamp with time zone,
  finished_at timestamp with time zone,
  cancelled_by text,
  total integer not null,
  done integer not null default 0,
  refused integer not null default 0,
  refusals jsonb not null default '[]'::jsonb,
  before_id bigint not null default '9007199254740991'::bigint,
  tries integer not null default 0,
  PRIMARY KEY (id),
  CHECK ((start_from = ANY (ARRAY['failed'::text, 'start'::text]))),
  CHECK ((version = ANY (ARRAY['same'::text, 'latest'::text]))),
  CHECK ((work = ANY (ARRAY['redrive'::text, 'dismiss'::text])))
) with (fillfactor=50);
CREATE INDEX failure_jobs_next ON belfry.failure_jobs USING btree (next_at) WHERE (next_at IS NOT NULL);

create table belfry.gate_places (
  execution_id bigint not null,
  rank smallint not null,
  gate text not null,
  rule_id integer not null,
  state text not null,
  turn_at timestamp with time zone not null,
  PRIMARY KEY (execution_id, gate),
  CHECK ((state = ANY (ARRAY['ahead'::text, 'waits'::text, 'holds'::text])))
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_threshold=500, autovacuum_vacuum_cost_delay=0);
CREATE INDEX gate_places_gate ON belfry.gate_places USING btree (gate, execution_id);
CREATE INDEX gate_places_held ON belfry.gate_places USING btree (gate) WHERE (state = 'holds'::text);
CREATE INDEX gate_places_line ON belfry.gate_places USING btree (rule_id, turn_at) WHERE (state <> 'holds'::text);
CREATE INDEX gate_places_waiting ON belfry.gate_places USING btree (gate, turn_at, execution_id) WHERE (state = 'waits'::text);

create table belfry.gates (
  id text not null,
  PRIMARY KEY (id)
);

create table belfry.gathered_events (
  trigger_id integer not null,
  key_hash bytea not null,
  event_id bigint not null,
  PRIMARY KEY (trigger_id, key_hash, event_id)
);

create table belfry.grid_backfill_parts (
  backfill_id integer not null,
  n integer not null,
  task_type_id integer not null,
  period_id integer not null,
  start_on date not null,
  end_on date not null,
  planned integer not null,
  written integer not null default 0,
  after integer not null default 0,
  done boolean not null default false,
  PRIMARY KEY (backfill_id, n),
  FOREIGN KEY (backfill_id) REFERENCES belfry.grid_backfills(id) ON DELETE CASCADE
);
CREATE INDEX grid_backfill_parts_open ON belfry.grid_backfill_parts USING btree (backfill_id, n) WHERE (NOT done);

create table belfry.grid_backfills (
  id integer not null generated always as identity,
  grid_id integer not null,
  state text not null default 'running'::text,
  mode text not null,
  from_on date not null,
  until_on date not null,
  request jsonb not null,
  reason text,
  notify boolean not null,
  estimate_ms double precision,
  created_at timestamp with time zone not null,
  created_by text not null,
  worked_ms double precision not null default 0,
  since timestamp with time zone,
  look_at timestamp with time zone,
  ended_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((mode = ANY (ARRAY['missing'::text, 'failed'::text, 'all'::text]))),
  CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'cancelled'::text, 'done'::text]))),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_backfills_ended ON belfry.grid_backfills USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX grid_backfills_look ON belfry.grid_backfills USING btree (look_at) WHERE (look_at IS NOT NULL);
CREATE INDEX grid_backfills_of_grid ON belfry.grid_backfills USING btree (grid_id, id);

create table belfry.grid_cells (
  month date not null,
  grid_id integer not null,
  task_type_id integer not null,
  period_id integer not null,
  member_id integer not null,
  group_id integer not null,
  priority smallint not null,
  attempt smallint not null default 0,
  lease_epoch integer not null default 0,
  execution_id bigint,
  run_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  updated_at timestamp with time zone not null,
  state text not null default 'pending'::text,
  held_by text,
  reason text,
  began_at timestamp with time zone,
  result jsonb,
  excludes text,
  backfill_id integer,
  mirrored boolean,
  past jsonb,
  PRIMARY KEY (task_type_id, period_id, member_id, month),
  CHECK ((EXTRACT(day FROM month) = (1)::numeric))
) partition by RANGE (month);
CREATE INDEX grid_cells_backfill ON ONLY belfry.grid_cells USING btree (backfill_id, task_type_id, state) WHERE ((backfill_id IS NOT NULL) AND (state <> 'done'::text));
CREATE INDEX grid_cells_executions ON ONLY belfry.grid_cells USING btree (execution_id) WHERE ((state = 'running'::text) AND (execution_id IS NOT NULL));
CREATE INDEX grid_cells_held ON ONLY belfry.grid_cells USING btree (grid_id) WHERE (state = 'running'::text);
CREATE INDEX grid_cells_open ON ONLY belfry.grid_cells USING btree (member_id) WHERE (state = ANY (ARRAY['pending'::text, 'failed'::text]));
CREATE INDEX grid_cells_running ON ONLY belfry.grid_cells USING btree (lease_until) WHERE (state = 'running'::text);
CREATE INDEX grid_cells_turns ON ONLY belfry.grid_cells USING btree (task_type_id, group_id, priority, run_at) WHERE (state = 'pending'::text);
CREATE TRIGGER grid_cells_deleted AFTER DELETE ON belfry.grid_cells REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION belfry.count_grid_cells();
CREATE TRIGGER grid_cells_inserted AFTER INSERT ON belfry.grid_cells REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION belfry.count_grid_cells();
CREATE TRIGGER grid_cells_updated AFTER UPDATE ON belfry.grid_cells REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION belfry.count_grid_cells();

create table belfry.grid_counts (
  task_type_id integer not null,
  period_id integer not null,
  group_id integer not null,
  shard smallint not null,
  n integer not null,
  state text not null,
  PRIMARY KEY (task_type_id, period_id, group_id, state, shard)
) with (fillfactor=70);
CREATE INDEX grid_counts_parts ON belfry.grid_counts USING btree (task_type_id) WHERE (shard > 0);

create table belfry.grid_deadline_looks (
  grid_id integer not null,
  look_at timestamp with time zone not null,
  generation_id bigint not null default 0,
  planned_until timestamp with time zone,
  PRIMARY KEY (grid_id),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_deadline_looks_look ON belfry.grid_deadline_looks USING btree (look_at);

create table belfry.grid_freshness (
  id bigint not null generated always as identity,
  grid_id integer not null,
  task_type_id integer not null,
  period_id integer not null,
  base_on date not null,
  deadline_at timestamp with time zone not null,
  escalate_at timestamp with time zone,
  at_deadline boolean not null,
  began_at timestamp with time zone,
  complete_at timestamp with time zone,
  late_at timestamp with time zone,
  escalated_at timestamp with time zone,
  announced integer not null default 0,
  announced_total integer,
  stale boolean not null default false,
  closed boolean not null default false,
  PRIMARY KEY (id),
  UNIQUE (task_type_id, period_id),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_freshness_deadlines ON belfry.grid_freshness USING btree (grid_id, deadline_at);
CREATE INDEX grid_freshness_expired ON belfry.grid_freshness USING btree (deadline_at);
CREATE INDEX grid_freshness_open ON belfry.grid_freshness USING btree (grid_id) WHERE (NOT closed);

create table belfry.grid_generations (
  id bigint not null generated always as identity,
  grid_id integer not null,
  base_on date not null,
  execution_id bigint,
  created_at timestamp with time zone not null,
  asked_by text not null,
  results jsonb not null,
  PRIMARY KEY (id),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_generations_of_grid ON belfry.grid_generations USING btree (grid_id, id);

create table belfry.grid_groups (
  id integer not null generated always as identity,
  grid_id integer not null,
  path text[] not null,
  PRIMARY KEY (id),
  UNIQUE (grid_id, path),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);

create table belfry.grid_members (
  id integer not null generated always as identity,
  grid_id integer not null,
  group_id integer not null,
  path text[] not null,
  opens_on date,
  closes_on date,
  attributes jsonb not null default '{}'::jsonb,
  removed_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (grid_id, path),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE,
  FOREIGN KEY (group_id) REFERENCES belfry.grid_groups(id)
);
CREATE INDEX grid_members_groups ON belfry.grid_members USING btree (group_id);

create table belfry.grid_periods (
  id integer not null generated always as identity,
  grid_id integer not null,
  label text not null,
  start_on date not null,
  end_on date not null,
  PRIMARY KEY (id),
  UNIQUE (grid_id, label),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_periods_days ON belfry.grid_periods USING btree (grid_id, start_on);

create table belfry.grid_task_types (
  id integer not null generated always as identity,
  grid_id integer not null,
  key text not null,
  position integer not null,
  removed_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (grid_id, key),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);

create table belfry.grid_work (
  grid_id integer not null,
  look_at timestamp with time zone not null,
  PRIMARY KEY (grid_id),
  FOREIGN KEY (grid_id) REFERENCES belfry.grids(id) ON DELETE CASCADE
);
CREATE INDEX grid_work_look ON belfry.grid_work USING btree (look_at);

create table belfry.grids (
  id integer not null generated always as identity,
  slug text not null,
  name text not null,
  labels jsonb not null default '{}'::jsonb,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  removed_at timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX grids_slug ON belfry.grids USING btree (slug) WHERE (removed_at IS NULL);

create table belfry.identities (
  issuer text not null,
  subject text not null,
  user_id integer not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (issuer, subject),
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);
CREATE INDEX identities_user ON belfry.identities USING btree (user_id);

create table belfry.incentive_addresses (
  campaign_id integer not null,
  address_hash bytea not null,
  PRIMARY KEY (campaign_id, address_hash)
);

create table belfry.incentive_awards (
  campaign_id integer not null,
  contract bigint not null,
  person_id integer not null,
  position smallint not null,
  kind text not null,
  type text not null,
  name text not null,
  amount_fen bigint,
  PRIMARY KEY (campaign_id, contract, kind, name),
  CHECK ((kind = ANY (ARRAY['lucky'::text, 'tier'::text, 'selfReferral'::text])))
);
CREATE UNIQUE INDEX incentive_awards_tiers ON belfry.incentive_awards USING btree (campaign_id, person_id, name) WHERE (kind = 'tier'::text);

create table belfry.incentive_campaigns (
  id integer not null generated always as identity,
  key text not null,
  revision text not null,
  name text not null,
  city text not null,
  from_on date not null,
  until_on date,
  labels jsonb not null default '{}'::jsonb,
  sequence bigint not null default 0,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  PRIMARY KEY (id),
  UNIQUE (key)
);

create table belfry.incentive_contracts (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  contract_id text not null,
  person_id integer not null,
  provider text not null,
  project text not null,
  day date not null,
  order_type text not null,
  historical boolean not null,
  sequence bigint not null,
  amount_fen bigint not null,
  counted_fen bigint not null,
  rewards smallint not null,
  reward_fen bigint not null,
  state text not null default 'booked'::text,
  run_id bigint not null,
  source jsonb not null,
  figures jsonb not null,
  booked_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (campaign_id, contract_id),
  CHECK ((order_type = ANY (ARRAY['platform'::text, 'selfReferral'::text]))),
  CHECK ((state = ANY (ARRAY['booked'::text, 'left-out'::text, 'withdrawn'::text])))
);
CREATE INDEX incentive_contracts_by_person ON belfry.incentive_contracts USING btree (person_id);
CREATE INDEX incentive_contracts_list ON belfry.incentive_contracts USING btree (campaign_id, id);
CREATE INDEX incentive_contracts_of_day ON belfry.incentive_contracts USING btree (campaign_id, day, id);

create table belfry.incentive_corrections (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  contract bigint,
  kind text not null,
  state text not null,
  amount_fen bigint,
  before_fen bigint,
  revision text,
  entries integer,
  reason text not null,
  run_id bigint,
  author text not null,
  created_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  decision text,
  facts jsonb,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['amount'::text, 'facts'::text, 'withdrawn'::text, 'revision'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'booked'::text, 'dismissed'::text]))),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE,
  FOREIGN KEY (contract) REFERENCES belfry.incentive_contracts(id) ON DELETE CASCADE
);
CREATE INDEX incentive_corrections_dismissed ON belfry.incentive_corrections USING btree (decided_at) WHERE (state = 'dismissed'::text);
CREATE INDEX incentive_corrections_list ON belfry.incentive_corrections USING btree (campaign_id, id);
CREATE UNIQUE INDEX incentive_corrections_open ON belfry.incentive_corrections USING btree (contract) WHERE (state = 'proposed'::text);

create table belfry.incentive_day_rewards (
  campaign_id integer not null,
  day date not null,
  person_id integer not null,
  provider text not null,
  reward_type text not null,
  reward_name text not null,
  rewards integer not null,
  reward_fen bigint not null,
  PRIMARY KEY (campaign_id, day, person_id, provider, reward_type, reward_name)
);

create table belfry.incentive_days (
  campaign_id integer not null,
  day date not null,
  person_id integer not null,
  provider text not null,
  contracts integer not null,
  amount_fen bigint not null,
  performance_fen bigint not null,
  rewards integer not null,
  reward_fen bigint not null,
  PRIMARY KEY (campaign_id, day, person_id, provider)
) with (fillfactor=60);

create table belfry.incentive_entries (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  contract bigint,
  person_id integer not null,
  provider text not null,
  day date not null,
  month text not null,
  kind text not null,
  reward_type text,
  reward_name text,
  contracts smallint not null default 0,
  amount_fen bigint not null default 0,
  performance_fen bigint not null default 0,
  rewards smallint not null default 0,
  reward_fen bigint not null default 0,
  run_id bigint,
  author text not null,
  reason text,
  at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['performance'::text, 'reward'::text, 'adjustment'::text])))
);
CREATE INDEX incentive_entries_adjustments ON belfry.incentive_entries USING btree (contract) WHERE (kind = 'adjustment'::text);
CREATE INDEX incentive_entries_list ON belfry.incentive_entries USING btree (campaign_id, month, id);
CREATE INDEX incentive_entries_of_run ON belfry.incentive_entries USING btree (run_id) WHERE (kind = 'adjustment'::text);
CREATE UNIQUE INDEX incentive_entries_performance ON belfry.incentive_entries USING btree (contract) WHERE (kind = 'performance'::text);
CREATE UNIQUE INDEX incentive_entries_reward ON belfry.incentive_entries USING btree (contract, reward_type, reward_name) WHERE (kind = 'reward'::text);

create table belfry.incentive_people (
  id integer not null generated always as identity,
  campaign_id integer not null,
  key text not null,
  name text not null,
  provider text not null,
  count integer not null default 0,
  total_fen bigint not null default 0,
  performance_fen bigint not null default 0,
  platform_count integer not null default 0,
  platform_fen bigint not null default 0,
  platform_performance_fen bigint not null default 0,
  self_referral_count integer not null default 0,
  self_referral_fen bigint not null default 0,
  held text[] not null default '{}'::text[],
  PRIMARY KEY (id),
  UNIQUE (campaign_id, key)
) with (fillfactor=60);

create table belfry.incentive_projects (
  campaign_id integer not null,
  project text not null,
  used_fen bigint not null,
  PRIMARY KEY (campaign_id, project)
) with (fillfactor=60);

create table belfry.incentive_quarantine (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  fingerprint bytea not null,
  source text not null,
  row integer not null,
  contract_id text,
  code text not null,
  column_name text,
  message text not null,
  remedy text not null,
  raw jsonb not null,
  first_run bigint not null,
  last_run bigint not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  times integer not null default 1,
  resolved_at timestamp with time zone,
  details jsonb,
  PRIMARY KEY (id),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE
);
CREATE INDEX incentive_quarantine_contract ON belfry.incentive_quarantine USING btree (campaign_id, contract_id) WHERE (resolved_at IS NULL);
CREATE INDEX incentive_quarantine_list ON belfry.incentive_quarantine USING btree (campaign_id, id);
CREATE INDEX incentive_quarantine_over ON belfry.incentive_quarantine USING btree (resolved_at) WHERE (resolved_at IS NOT NULL);
CREATE UNIQUE INDEX incentive_quarantine_open ON belfry.incentive_quarantine USING btree (campaign_id, fingerprint) WHERE (resolved_at IS NULL);

create table belfry.incentive_revisions (
  campaign_id integer not null,
  revision text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  PRIMARY KEY (campaign_id, revision),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE
);

create table belfry.incentive_runs (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  revision text not null,
  source text not null,
  state text not null default 'running'::text,
  execution_id bigint,
  author text not null,
  rows integer not null default 0,
  booked integer not null default 0,
  known integer not null default 0,
  left_out integer not null default 0,
  quarantined integer not null default 0,
  proposed integer not null default 0,
  rewards integer not null default 0,
  reason text,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  archive text,
  archive_bytes bigint,
  archive_until timestamp with time zone,
  archive_hash bytea,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'interrupted'::text]))),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE
);
CREATE INDEX incentive_runs_archive_hashes ON belfry.incentive_runs USING btree (campaign_id, archive_hash) WHERE (archive IS NOT NULL);
CREATE INDEX incentive_runs_archived ON belfry.incentive_runs USING btree (archive_until) WHERE (archive IS NOT NULL);
CREATE INDEX incentive_runs_archives ON belfry.incentive_runs USING btree (archive) WHERE (archive IS NOT NULL);
CREATE INDEX incentive_runs_of_campaign ON belfry.incentive_runs USING btree (campaign_id, id);
CREATE INDEX incentive_runs_over ON belfry.incentive_runs USING btree (ended_at) WHERE ((booked = 0) AND (proposed = 0));
CREATE INDEX incentive_runs_running ON belfry.incentive_runs USING btree (campaign_id) WHERE (state = 'running'::text);

create table belfry.incentive_settlements (
  campaign_id integer not null,
  month text not null,
  contracts integer not null,
  amount_fen bigint not null,
  performance_fen bigint not null,
  rewards integer not null,
  reward_fen bigint not null,
  last_entry bigint not null,
  closed_at timestamp with time zone not null,
  closed_by text not null,
  PRIMARY KEY (campaign_id, month),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE
);

create table belfry.incentive_tellings (
  id bigint not null generated always as identity,
  campaign_id integer not null,
  contract bigint not null,
  kind text not null,
  text text not null,
  state text not null default 'due'::text,
  message_id bigint,
  created_at timestamp with time zone not null,
  told_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (contract, kind),
  CHECK ((kind = ANY (ARRAY['group'::text, 'award'::text]))),
  CHECK ((state = ANY (ARRAY['due'::text, 'told'::text, 'dropped'::text]))),
  FOREIGN KEY (campaign_id) REFERENCES belfry.incentive_campaigns(id) ON DELETE CASCADE,
  FOREIGN KEY (contract) REFERENCES belfry.incentive_contracts(id) ON DELETE CASCADE
);
CREATE INDEX incentive_tellings_due ON belfry.incentive_tellings USING btree (campaign_id, id) WHERE (state = 'due'::text);
CREATE INDEX incentive_tellings_over ON belfry.incentive_tellings USING btree (COALESCE(told_at, created_at)) WHERE ((state <> 'due'::text) AND (text <> ''::text));

create table belfry.installation (
  singleton boolean not null default true,
  id text not null default substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 1, 12),
  created_at timestamp with time zone not null default belfry.now(),
  file_folder text,
  file_folder_host text,
  shipped_rules text[] not null default '{}'::text[],
  PRIMARY KEY (singleton),
  CHECK (singleton)
);

create table belfry.limits (
  kind text not null,
  name text not null,
  concurrency integer,
  rate_limit integer,
  per_ms bigint,
  note text not null default ''::text,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  PRIMARY KEY (kind, name),
  CHECK (((kind = 'label'::text) = (concurrency IS NOT NULL))),
  CHECK (((kind = 'connection'::text) = (rate_limit IS NOT NULL))),
  CHECK (((rate_limit IS NULL) = (per_ms IS NULL))),
  CHECK ((concurrency > 0)),
  CHECK ((kind = ANY (ARRAY['label'::text, 'connection'::text]))),
  CHECK ((per_ms > 0)),
  CHECK ((rate_limit > 0))
);

create table belfry.login_challenges (
  token_hash bytea not null,
  user_id integer not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);
CREATE INDEX login_challenges_expiry ON belfry.login_challenges USING btree (expires_at);
CREATE INDEX login_challenges_user ON belfry.login_challenges USING btree (user_id);

create table belfry.login_failures (
  name text not null,
  failures integer not null,
  since timestamp with time zone not null,
  locked_until timestamp with time zone,
  locks integer not null default 0,
  last_at timestamp with time zone not null,
  PRIMARY KEY (name)
);
CREATE INDEX login_failures_last ON belfry.login_failures USING btree (last_at);

create table belfry.message_policies (
  name text not null,
  kind text not null,
  definition jsonb not null,
  enabled boolean not null default true,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  PRIMARY KEY (name),
  CHECK ((kind = ANY (ARRAY['quiet-hours'::text, 'frequency-cap'::text, 'content'::text, 'overflow'::text])))
);

create table belfry.message_statistics (
  period text not null,
  at timestamp with time zone not null,
  channel text not null,
  slice text not null,
  value text not null,
  kind text not null,
  key text not null,
  n bigint not null,
  PRIMARY KEY (period, slice, value, at, channel, kind, key),
  CHECK ((period = ANY (ARRAY['hour'::text, 'day'::text])))
) with (fillfactor=80);
CREATE INDEX message_statistics_at ON belfry.message_statistics USING btree (period, slice, at);

create table belfry.messages (
  id bigint not null generated always as identity,
  idempotency_key text not null,
  channel text not null,
  account text,
  execution_id bigint,
  redrive smallint not null default 0,
  content jsonb not null,
  created_at timestamp with time zone not null,
  hold text,
  rule text,
  action text,
  labels jsonb not null default '{}'::jsonb,
  priority smallint not null default 1,
  business_key text,
  scheduled_at timestamp with time zone,
  expires_at timestamp with time zone,
  sent_by text,
  template text,
  recipient_count integer,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  callback text,
  digest_of text,
  PRIMARY KEY (id),
  UNIQUE (idempotency_key),
  CHECK ((hold = ANY (ARRAY['waiting'::text, 'released'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text])))
);
CREATE INDEX messages_action ON belfry.messages USING btree (rule, action, id DESC) WHERE (rule IS NOT NULL);
CREATE INDEX messages_business_key ON belfry.messages USING btree (business_key, id DESC) WHERE (business_key IS NOT NULL);
CREATE INDEX messages_created ON belfry.messages USING brin (created_at);
CREATE INDEX messages_digests ON belfry.messages USING btree (digest_of, id DESC) WHERE (digest_of IS NOT NULL);
CREATE INDEX messages_execution ON belfry.messages USING btree (execution_id) WHERE (execution_id IS NOT NULL);
CREATE INDEX messages_labels ON belfry.messages USING gin (labels jsonb_path_ops) WHERE (labels <> '{}'::jsonb);

create table belfry.migrations (
  number integer not null,
  name text not null,
  oldest integer not null default 0,
  PRIMARY KEY (number)
);

create table belfry.nodes (
  id integer not null generated always as identity,
  name text not null,
  roles text[] not null,
  version text not null,
  beat bigint not null default 0,
  session boolean not null,
  draining boolean not null default false,
  started_at timestamp with time zone not null,
  build text,
  trigger_kinds text[],
  schema integer,
  concurrency integer not null default 0,
  running integer not null default 0,
  claimed integer not null default 0,
  seen_at timestamp with time zone,
  drain_by text,
  drain_at timestamp with time zone,
  drain_until timestamp with time zone,
  leaving boolean not null default false,
  database_started timestamp with time zone default pg_postmaster_start_time(),
  PRIMARY KEY (id)
) with (fillfactor=50);

create table belfry.notice_recipients (
  user_id integer not null,
  notice_id bigint not null,
  read_at timestamp with time zone,
  PRIMARY KEY (user_id, notice_id),
  FOREIGN KEY (notice_id) REFERENCES belfry.notices(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);
CREATE INDEX notice_recipients_notice ON belfry.notice_recipients USING btree (notice_id);

create table belfry.notices (
  id bigint not null generated always as identity,
  created_at timestamp with time zone not null,
  level text not null,
  title text not null,
  body text not null default ''::text,
  link text,
  rule text,
  execution_id bigint,
  key_hash bytea not null,
  PRIMARY KEY (id),
  UNIQUE (key_hash),
  CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text])))
);
CREATE INDEX notices_created ON belfry.notices USING btree (created_at);

create table belfry.outcome_demands (
  trigger_id integer not null,
  rules text[] not null,
  labels jsonb,
  states text[] not null,
  PRIMARY KEY (trigger_id)
);

create table belfry.outcome_watches (
  rule_id integer not null,
  trigger_id integer not null,
  states text[] not null,
  PRIMARY KEY (rule_id, trigger_id)
);
CREATE INDEX outcome_watches_trigger ON belfry.outcome_watches USING btree (trigger_id);

create table belfry.rate_turns (
  execution_id bigint not null,
  action text not null,
  iteration text not null,
  key text not null,
  turn_at timestamp with time zone not null,
  PRIMARY KEY (execution_id, action, iteration, key)
);

create table belfry.rates (
  key text not null,
  tat timestamp with time zone not null,
  taken integer not null,
  step_us bigint not null,
  burst integer not null,
  PRIMARY KEY (key)
) with (fillfactor=50);

create table belfry.receipt_tokens (
  channel text not null,
  account text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  PRIMARY KEY (channel, account)
);

create table belfry.record_tables (
  id integer not null generated always as identity,
  name text not null,
  description text not null default ''::text,
  max_rows integer not null,
  rows integer not null default 0,
  revision bigint not null default 0,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id),
  UNIQUE (name)
) with (fillfactor=70);

create table belfry.records (
  table_id integer not null,
  key text not null,
  fields jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (table_id, key),
  CHECK (((char_length(key) >= 1) AND (char_length(key) <= 500))),
  FOREIGN KEY (table_id) REFERENCES belfry.record_tables(id) ON DELETE CASCADE
);

create table belfry.recovery_codes (
  user_id integer not null,
  code_hash bytea not null,
  PRIMARY KEY (user_id, code_hash),
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);

create table belfry.request_keys (
  caller text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  claim uuid not null,
  begun_at timestamp with time zone not null,
  status integer,
  key_id text,
  nonce bytea,
  ciphertext bytea,
  tag bytea,
  PRIMARY KEY (caller, key_hash),
  CHECK ((octet_length(nonce) = 12)),
  CHECK ((octet_length(tag) = 16))
);
CREATE INDEX request_keys_begun ON belfry.request_keys USING btree (begun_at);

create table belfry.roles (
  name text not null,
  description text not null default ''::text,
  permissions text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table belfry.rule_outcomes (
  id bigint not null generated always as identity,
  trigger_id integer not null,
  execution_id bigint not null,
  redrive smallint not null,
  state text not null,
  failure jsonb,
  ended_at timestamp with time zone not null,
  PRIMARY KEY (id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=200);

create table belfry.rule_versions (
  rule_id integer not null,
  version integer not null,
  definition jsonb not null,
  author text not null,
  created_at timestamp with time zone not null,
  note text not null default ''::text,
  folder text default COALESCE((definition ->> 'folder'::text), ''::text),
  search text default belfry.rule_search_text(definition),
  PRIMARY KEY (rule_id, version),
  FOREIGN KEY (rule_id) REFERENCES belfry.rules(id)
);

create table belfry.rules (
  id integer not null generated always as identity,
  slug text not null,
  name text not null,
  status text not null default 'disabled'::text,
  version integer not null,
  labels jsonb not null default '{}'::jsonb,
  change bigint not null default nextval('belfry.rule_changes'::regclass),
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  sends_since timestamp with time zone,
  source text,
  PRIMARY KEY (id),
  UNIQUE (slug),
  CHECK ((status = ANY (ARRAY['enabled'::text, 'disabled'::text, 'archived'::text])))
);
CREATE INDEX rules_change ON belfry.rules USING btree (change);
CREATE INDEX rules_source ON belfry.rules USING btree (source) WHERE (source IS NOT NULL);

create table belfry.sandbox_mails (
  id bigint not null generated always as identity,
  received_at timestamp with time zone not null,
  envelope_from text not null,
  envelope_to text[] not null,
  sender text not null,
  subject text not null,
  bytes integer not null,
  raw bytea not null,
  PRIMARY KEY (id)
);

create table belfry.second_factors (
  user_id integer not null,
  key_id text not null,
  nonce bytea not null,
  ciphertext bytea not null,
  tag bytea not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint,
  PRIMARY KEY (user_id),
  CHECK ((octet_length(nonce) = 12)),
  CHECK ((octet_length(tag) = 16)),
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);

create table belfry.secrets (
  name text not null,
  key_id text not null,
  nonce bytea not null,
  ciphertext bytea not null,
  tag bytea not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (name),
  CHECK ((octet_length(nonce) = 12)),
  CHECK ((octet_length(tag) = 16))
);

create table belfry.sessions (
  token_hash bytea not null,
  user_id integer not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text not null,
  id integer not null generated always as identity,
  method text not null default 'password'::text,
  PRIMARY KEY (token_hash),
  UNIQUE (id),
  CHECK ((method = ANY (ARRAY['password'::text, 'sso'::text]))),
  FOREIGN KEY (user_id) REFERENCES belfry.users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_expiry ON belfry.sessions USING btree (expires_at);
CREATE INDEX sessions_user ON belfry.sessions USING btree (user_id);

create table belfry.settings (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table belfry.slot_fates (
  decided_on date not null,
  trigger_id integer not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  n integer not null,
  fate text not null,
  execution_id bigint,
  detail jsonb,
  decided_at timestamp with time zone not null,
  CHECK ((n > 0))
) partition by RANGE (decided_on);
CREATE INDEX slot_fates_runs ON ONLY belfry.slot_fates USING btree (trigger_id, to_at) WHERE (n > 1);
CREATE INDEX slot_fates_summed ON ONLY belfry.slot_fates USING btree (trigger_id) WHERE (detail = '{"summedUp": true}'::jsonb);
CREATE INDEX slot_fates_trigger ON ONLY belfry.slot_fates USING btree (trigger_id, from_at);

create table belfry.slots_due (
  trigger_id integer not null,
  due_at timestamp with time zone not null,
  rule_id integer not null,
  rule_version integer not null,
  decide_at timestamp with time zone not null,
  moved boolean not null default false,
  awaits boolean not null default false,
  PRIMARY KEY (trigger_id, due_at)
) with (fillfactor=90, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=200);
CREATE INDEX slots_due_decide ON belfry.slots_due USING btree (decide_at);

create table belfry.sso_attempts (
  token_hash bytea not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash)
);
CREATE INDEX sso_attempts_expiry ON belfry.sso_attempts USING btree (expires_at);

create table belfry.statistics (
  day date not null,
  rule_id integer not null,
  kind text not null,
  key text not null,
  n bigint not null,
  PRIMARY KEY (kind, day, rule_id, key)
);

create table belfry.statistics_progress (
  singleton boolean not null default true,
  counted_until timestamp with time zone,
  jump_id bigint not null default 0,
  PRIMARY KEY (singleton),
  CHECK (singleton)
);

create table belfry.statistics_reopened (
  id bigint not null generated always as identity,
  rule_id integer not null,
  state text not null,
  failure text,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone not null,
  redrive smallint not null,
  PRIMARY KEY (id)
);

create table belfry.step_marks (
  execution_id bigint not null,
  action text not null,
  iteration text not null,
  redrive smallint not null,
  kind text not null,
  began_at timestamp with time zone not null,
  until_at timestamp with time zone,
  called_id bigint,
  event_type text,
  match text,
  key_hash bytea,
  value jsonb,
  PRIMARY KEY (execution_id, action, iteration),
  CHECK ((kind = ANY (ARRAY['wait'::text, 'event'::text, 'call'::text, 'items'::text, 'begun'::text, 'verdict'::text])))
);
CREATE INDEX step_marks_event ON belfry.step_marks USING btree (event_type, match, key_hash) WHERE ((kind = 'event'::text) AND (value IS NULL));

create table belfry.suppressions (
  id bigint not null generated always as identity,
  channel text not null,
  address text not null,
  list text not null default ''::text,
  reason text not null,
  note text not null default ''::text,
  message_id bigint,
  created_at timestamp with time zone not null,
  created_by text not null,
  PRIMARY KEY (id),
  CHECK ((reason = ANY (ARRAY['manual'::text, 'hard-bounce'::text, 'soft-bounces'::text, 'complaint'::text, 'unsubscribe'::text])))
);
CREATE UNIQUE INDEX suppressions_address ON belfry.suppressions USING btree (lower(address), channel, list);

create table belfry.template_versions (
  template_id integer not null,
  version integer not null,
  definition jsonb not null,
  note text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  PRIMARY KEY (template_id, version),
  FOREIGN KEY (template_id) REFERENCES belfry.templates(id) ON DELETE CASCADE
);

create table belfry.templates (
  id integer not null generated always as identity,
  code text not null,
  version integer not null,
  labels jsonb not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  removed_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (code)
);

create table belfry.trigger_feeds (
  trigger_id integer not null,
  rule_id integer not null,
  kind text not null,
  mode text not null,
  state text not null default 'connecting'::text,
  since timestamp with time zone not null,
  cursor jsonb,
  node integer,
  epoch integer not null default 0,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  last_error jsonb,
  last_error_at timestamp with time zone,
  last_event_at timestamp with time zone,
  paused_since timestamp with time zone,
  paused_reason text,
  PRIMARY KEY (trigger_id),
  CHECK ((mode = ANY (ARRAY['poll'::text, 'subscribe'::text]))),
  CHECK ((state = ANY (ARRAY['idle'::text, 'connecting'::text, 'listening'::text, 'failing'::text]))),
  FOREIGN KEY (trigger_id) REFERENCES belfry.triggers(id)
) with (fillfactor=50);
CREATE INDEX trigger_feeds_due ON belfry.trigger_feeds USING btree (due_at) WHERE (node IS NULL);
CREATE INDEX trigger_feeds_node ON belfry.trigger_feeds USING btree (node) WHERE (node IS NOT NULL);
CREATE INDEX trigger_feeds_rule ON belfry.trigger_feeds USING btree (rule_id);

create table belfry.trigger_keys (
  rule_id integer not null,
  key_hash bytea not null,
  execution_id bigint not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (rule_id, key_hash)
);
CREATE INDEX trigger_keys_expiry ON belfry.trigger_keys USING btree (expires_at);

create table belfry.trigger_plans (
  trigger_id integer not null,
  rule_id integer not null,
  rule_version integer not null,
  planned_until timestamp with time zone not null,
  lookahead_ms bigint not null default 0,
  extend_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  PRIMARY KEY (trigger_id),
  FOREIGN KEY (trigger_id) REFERENCES belfry.triggers(id)
);
CREATE INDEX trigger_plans_extend ON belfry.trigger_plans USING btree (extend_at);
CREATE INDEX trigger_plans_rule ON belfry.trigger_plans USING btree (rule_id);
CREATE INDEX trigger_plans_until ON belfry.trigger_plans USING btree (planned_until);

create table belfry.triggers (
  id integer not null generated always as identity,
  rule_id integer not null,
  key text not null,
  kind text not null,
  config jsonb not null,
  active_from timestamp with time zone not null,
  active_until timestamp with time zone,
  idle_from timestamp with time zone,
  spread_ms integer not null default 0,
  PRIMARY KEY (id),
  FOREIGN KEY (rule_id) REFERENCES belfry.rules(id)
);
CREATE INDEX triggers_rule ON belfry.triggers USING btree (rule_id);

create table belfry.unsubscribe_keys (
  id integer not null,
  key bytea not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((id = 1))
);

create table belfry.unsuccessful_executions (
  id bigint not null,
  rule_id integer not null,
  state text not null,
  PRIMARY KEY (id)
);
CREATE INDEX unsuccessful_executions_rule ON belfry.unsuccessful_executions USING btree (rule_id, state, id DESC);
CREATE INDEX unsuccessful_executions_state ON belfry.unsuccessful_executions USING btree (state, id DESC);

create table belfry.uploads (
  id text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  uploaded_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
CREATE INDEX uploads_expiry ON belfry.uploads USING btree (expires_at);

create table belfry.users (
  id integer not null generated always as identity,
  name text not null,
  password_hash text,
  role text not null,
  enabled boolean not null default true,
  created_at timestamp with time zone not null,
  password_changed_at timestamp with time zone not null,
  scope jsonb,
  display_name text not null default ''::text,
  email text,
  must_change_password boolean not null default false,
  second_factor_required boolean not null default false,
  link_allowed boolean not null default false,
  last_login_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (name)
);
CREATE UNIQUE INDEX users_email ON belfry.users USING btree (email);
CREATE UNIQUE INDEX users_lower_name ON belfry.users USING btree (lower(name));

create table belfry.variables (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table belfry.vault_keys (
  key_id text not null,
  is_current boolean not null,
  sealed_by text,
  nonce bytea,
  ciphertext bytea,
  tag bytea,
  created_at timestamp with time zone not null,
  PRIMARY KEY (key_id)
);
CREATE UNIQUE INDEX vault_keys_current ON belfry.vault_keys USING btree (is_current) WHERE is_current;

CREATE OR REPLACE FUNCTION belfry.band_of(priority smallint)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN (priority < 50) THEN 0 WHEN (priority < 500) THEN 1 ELSE 2 END)::smallint;

CREATE OR REPLACE FUNCTION belfry.count_grid_cells()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  own smallint := 1 + pg_backend_pid() % 8;
begin
  -- In one order, so that two who count the same cells do not wait for each other in a ring.
  if tg_op = 'INSERT' then
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, count(*) from added
      group by task_type_id, period_id, group_id, state order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, -count(*) from gone
      group by task_type_id, period_id, group_id, state order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  else
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
      select task_type_id, period_id, group_id, state, own, sum(d) from (
        select task_type_id, period_id, group_id, state, 1 as d from added
        union all select task_type_id, period_id, group_id, state, -1 from gone) changes
      group by task_type_id, period_id, group_id, state having sum(d) <> 0
      order by task_type_id, period_id, group_id, state
      on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION belfry.count_marks(zone text, ids bigint[])
 RETURNS TABLE(period text, at timestamp with time zone, channel text, slice text, value text, kind text, key text, n bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select p.period, date_trunc(p.period, m.created_at, zone), m.channel, s.slice, s.value, k.kind, k.key, sum(k.n)::bigint
  from belfry.delivery_marks t
  join belfry.messages m on m.id = t.message_id
  cross join lateral (values (t.was, t.was_account, t.was_code, -1, null::timestamptz),
                             (t.became, t.account, t.code, 1, t.accepted_at)) as c (state, account, code, n, accepted_at)
  cross join lateral (
    select 'state' as kind, c.state as key, c.n
    union all
    select 'failure', c.state || ' ' || coalesce(c.code, ''), c.n where c.state in ('failed', 'bounced', 'unknown')
    union all
    select 'took', belfry.step_of_time(
      extract(epoch from c.accepted_at - greatest(m.created_at, m.scheduled_at))::float8 * 1000)::text, 1
    where c.accepted_at is not null) k
  cross join lateral (
    select 'all' as slice, '' as value
    union all
    select 'account', c.account where c.account is not null
    union all
    select 'template', m.template where m.template is not null
    union all
    select 'rule', m.rule where m.rule is not null
    union all
    select 'label', l.key || '=' || l.value from jsonb_each_text(m.labels) l) s
  cross join (values ('hour'), ('day')) as p (period)
  where c.state is not null and (ids is null or t.id = any(ids))
  group by 1, 2, 3, 4, 5, 6, 7
  having sum(k.n) <> 0
$function$;

CREATE OR REPLACE FUNCTION belfry.drop_daily_partition(parent text, before date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET lock_timeout TO '500ms'
AS $function$
declare
  oldest name;
begin
  -- "BELF", 2: of several nodes one changes partitions, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = format('belfry.%I', parent)::regclass and c.relname ~ ('^' || parent || '_\d{8}$');
  if oldest is null or right(oldest, 8) >= to_char(before, 'YYYYMMDD') then return false; end if;
  execute format('drop table belfry.%I', oldest);
  return true;
exception when lock_not_available then
  return false;
end $function$;

CREATE OR REPLACE FUNCTION belfry.drop_grid_month(before date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET lock_timeout TO '500ms'
AS $function$
declare
  oldest name;
  first  date;
begin
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'belfry.grid_cells'::regclass and c.relname ~ '^grid_cells_\d{6}$';
  if oldest is null then return false; end if;
  first := to_date(right(oldest, 6), 'YYYYMM');
  if (first + interval '1 month')::date > before then return false; end if;
  execute format('drop table belfry.%I', oldest);
  delete from belfry.grid_counts c using belfry.grid_periods p
    where p.id = c.period_id and p.start_on >= first and p.start_on < (first + interval '1 month')::date;
  return true;
exception when lock_not_available then
  return false;
end $function$;

CREATE OR REPLACE FUNCTION belfry.ensure_daily_partitions(parent text, first_day date, days integer)
 RETURNS integer
 LANGUAGE plpgsql
 SET lock_timeout TO '500ms'
AS $function$
declare
  key     text;
  -- Tomorrow, because it may begin while this waits for the lock.
  written date := (belfry.now() at time zone 'UTC')::date + 1;
  day     date;
  part    text;
  created int := 0;
  moves   bool;
begin
  -- "BELF", 2: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return 0; end if;
  -- It takes a lock on the table, for which whoever is not the one would wait as well.
  key := substring(pg_get_partkeydef(format('belfry.%I', parent)::regclass) from '\((.*)\)');
  for i in 0 .. days - 1 loop
    day := first_day + i;
    part := parent || '_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(format('belfry.%I', part)) is not null;
    begin
      execute format('create table belfry.%I (like belfry.%I including defaults including constraints including storage)',
        part, parent);
      execute format('select exists (select from belfry.%I where %s = %L)', parent || '_default', key, day) into moves;
      -- Rows that move while somebody reads would be seen in neither place by a statement that was planned before and
      -- looks after: then, too, the whole table is locked, so that it is planned anew.
      execute format('lock table belfry.%I in access exclusive mode',
        parent || case when moves or day <= written then '' else '_default' end);
      execute format('with moved as (delete from belfry.%I where %s = %L returning *) insert into belfry.%I select * from moved',
        parent || '_default', key, day, part);
      execute format('alter table belfry.%I attach partition belfry.%I for values from (%L) to (%L)', parent, part, day, day + 1);
      created := created + 1;
    exception when lock_not_available then
      exit;
    end;
  end loop;
  return created;
end $function$;

CREATE OR REPLACE FUNCTION belfry.ensure_grid_months(months date[])
 RETURNS integer
 LANGUAGE plpgsql
 SET lock_timeout TO '500ms'
AS $function$
declare
  first   date;
  part    text;
  created int := 0;
begin
  if not exists (select from unnest(months) m
      where to_regclass('belfry.grid_cells_' || to_char(m, 'YYYYMM')) is null) then return 0; end if;
  -- "BELF", 2: of several nodes one changes partitions, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 2) then return 0; end if;
  for first in select distinct date_trunc('month', m)::date from unnest(months) m order by 1 loop
    part := 'grid_cells_' || to_char(first, 'YYYYMM');
    continue when to_regclass('belfry.' || part) is not null;
    begin
      execute format('create table belfry.%I (like belfry.grid_cells including defaults including constraints including storage)', part);
      -- The whole table: cells of this month may be on their way to the default partition, and a statement that was planned
      -- before they moved would see them in neither place.
      lock table belfry.grid_cells in access exclusive mode;
      execute format('with moved as (delete from belfry.grid_cells_default where month = %L returning *) insert into belfry.%I select * from moved',
        first, part);
      execute format('alter table belfry.grid_cells attach partition belfry.%I for values from (%L) to (%L)',
        part, first, (first + interval '1 month')::date);
      created := created + 1;
    exception when lock_not_available then
      exit;
    end;
  end loop;
  return created;
end $function$;

CREATE OR REPLACE FUNCTION belfry.execution_in_scope(execution_id bigint, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select scope is null or exists (
    select from belfry.executions e join belfry.rules r on r.id = e.rule_id
    left join belfry.executions p on p.id = e.parent_id and e.item_index is not null and e.inputs = '{}'
    where e.id = execution_in_scope.execution_id
      and belfry.labels_in_scope(r.labels, execution_in_scope.scope)
      and belfry.inputs_in_scope(r.slug, coalesce(p.inputs, e.inputs), execution_in_scope.scope))
$function$;

CREATE OR REPLACE FUNCTION belfry.failure_fingerprint(message text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select left(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          regexp_replace(left(message, 2000), '"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|`[^`]*`', '…', 'g'),
          '(^|[^A-Za-z0-9])''[^'']*''', '\1…', 'g'),
        '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+', '#', 'g'),
      '[A-Za-z0-9_.:@/+-]*[0-9][A-Za-z0-9_.:@/+-]*', '#', 'g'),
    300)
$function$;

CREATE OR REPLACE FUNCTION belfry.failure_group(rule_id integer, failure jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select left(md5(concat_ws(E'\n', rule_id, failure ->> 'class', failure ->> 'code', coalesce(failure ->> 'action', ''),
    belfry.failure_fingerprint(coalesce(failure ->> 'message', '')))), 16)
$function$;

CREATE OR REPLACE FUNCTION belfry.grid_in_scope(grid_id integer, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select scope is null or exists (
    select from belfry.grids g
    where g.id = grid_in_scope.grid_id and belfry.labels_in_scope(g.labels, grid_in_scope.scope))
$function$;

CREATE OR REPLACE FUNCTION belfry.inputs_in_scope(rule text, inputs jsonb, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select scope is null or not exists (
    select from jsonb_each(coalesce(scope -> 'inputs' -> rule, '{}')) as wanted (input, allowed)
    where not coalesce(inputs -> input <@ allowed and inputs -> input <> '[]', false))
$function$;

CREATE OR REPLACE FUNCTION belfry.keep_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.detail is null
    and (to_jsonb(new) - 'detail') = (to_jsonb(old) - 'detail') then
    return new;
  end if;
  raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION belfry.labels_in_scope(labels jsonb, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select scope is null or not exists (
    select from jsonb_each(coalesce(scope -> 'labels', '{}')) as wanted (label, allowed)
    where not coalesce(allowed ? (labels ->> label), false))
$function$;

CREATE OR REPLACE FUNCTION belfry.list_unsuccessful()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    delete from belfry.unsuccessful_executions where id = old.id;
  end if;
  if tg_op <> 'DELETE' and new.state <> 'success' then
    insert into belfry.unsuccessful_executions (id, rule_id, state) values (new.id, new.rule_id, new.state);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION belfry.merge_grid_counts(most integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  merged int;
begin
  -- "BELF", 10: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 10) then return 0; end if;
  with taken as (
    select task_type_id, period_id, group_id, state, shard from belfry.grid_counts
    where shard > 0 limit most for update skip locked),
  gone as (
    delete from belfry.grid_counts c using taken t
    where (c.task_type_id, c.period_id, c.group_id, c.state, c.shard) = (t.task_type_id, t.period_id, t.group_id, t.state, t.shard)
    returning c.*),
  summed as (
    insert into belfry.grid_counts as c (task_type_id, period_id, group_id, state, shard, n)
    select task_type_id, period_id, group_id, state, 0, sum(n) from gone
    group by task_type_id, period_id, group_id, state
    on conflict (task_type_id, period_id, group_id, state, shard) do update set n = c.n + excluded.n)
  select count(*) into merged from gone;
  return merged;
end $function$;

CREATE OR REPLACE FUNCTION belfry.message_in_scope(execution_id bigint, labels jsonb, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select scope is null
    or (message_in_scope.execution_id is not null and belfry.execution_in_scope(message_in_scope.execution_id, message_in_scope.scope))
    or (message_in_scope.execution_id is null and coalesce(message_in_scope.scope -> 'inputs', '{}') = '{}'
        and coalesce(message_in_scope.scope -> 'labels', '{}') <> '{}'
        and belfry.labels_in_scope(message_in_scope.labels, message_in_scope.scope))
$function$;

CREATE OR REPLACE FUNCTION belfry.note_moved_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into belfry.delivery_marks (message_id, was, was_account, was_code, became, account, code, accepted_at)
  select n.message_id, belfry.open_or_state(o.state), b.account, b.code, belfry.open_or_state(n.state), a.account, a.code,
         case when n.state in ('accepted', 'delivered') and o.state not in ('accepted', 'delivered') then n.updated_at end
  from new_rows n
  join old_rows o on o.id = n.id
  left join belfry.delivery_attempts b
    on b.delivery_id = o.id and b.attempt = o.attempts and o.state not in ('queued', 'sending')
  left join belfry.delivery_attempts a
    on a.delivery_id = n.id and a.attempt = n.attempts and n.state not in ('queued', 'sending')
  where belfry.open_or_state(o.state) <> belfry.open_or_state(n.state);
  if exists (select from belfry.callbacks where enabled and verified_at is not null) then
    insert into belfry.callback_events
      (callback_id, message_id, delivery_id, state, previous, attempt, account, code, reason, at, status, next_at)
    select c.id, n.message_id, n.id, n.state, o.state, n.attempts, a.account, a.code, n.reason, n.updated_at,
           case when c.disabled_at is null then 'waiting' else 'missed' end, belfry.now()
    from new_rows n
    join old_rows o on o.id = n.id and o.state <> n.state
    join belfry.messages m on m.id = n.message_id
    join belfry.callbacks c on c.enabled and c.verified_at is not null
      and (m.callback = c.name or (not c.only_named and (c.channels = '{}' or m.channel = any(c.channels)) and m.labels @> c.labels))
      and (c.events = '{}' or 'delivery.' || n.state = any(c.events))
    left join belfry.delivery_attempts a
      on a.delivery_id = n.id and a.attempt = n.attempts and n.state not in ('queued', 'sending')
    order by n.id, c.id;
    if found then perform pg_notify('belfry', 'callbacks'); end if;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION belfry.note_new_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into belfry.delivery_marks (message_id, became)
  select message_id, belfry.open_or_state(state) from new_rows;
  if exists (select from belfry.callbacks where enabled and verified_at is not null) then
    insert into belfry.callback_events (callback_id, message_id, delivery_id, state, attempt, reason, at, status, next_at)
    select c.id, n.message_id, n.id, n.state, n.attempts, n.reason, n.updated_at,
           case when c.disabled_at is null then 'waiting' else 'missed' end, belfry.now()
    from new_rows n
    join belfry.messages m on m.id = n.message_id
    join belfry.callbacks c on c.enabled and c.verified_at is not null
      and (m.callback = c.name or (not c.only_named and (c.channels = '{}' or m.channel = any(c.channels)) and m.labels @> c.labels))
      and (c.events = '{}' or 'delivery.' || n.state = any(c.events))
    order by n.id, c.id;
    if found then perform pg_notify('belfry', 'callbacks'); end if;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION belfry.note_reopened()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into belfry.statistics_reopened (rule_id, state, failure, created_at, started_at, finished_at, redrive)
  values (old.rule_id, old.state, (old.failure ->> 'class') || ' ' || (old.failure ->> 'code'), old.created_at, old.started_at,
    old.finished_at, old.redrive);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION belfry.now()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ begin return clock_timestamp(); end $function$;

CREATE OR REPLACE FUNCTION belfry.open_or_state(state text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when state in ('queued', 'sending') then 'open' else state end $function$;

CREATE OR REPLACE FUNCTION belfry.outgrown_tables()
 RETURNS SETOF name
 LANGUAGE sql
 STABLE
AS $function$
    select c.relname from pg_class c
    where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r'
      and (not c.relispartition or c.relname like '%\_' || to_char(belfry.now() at time zone 'UTC', 'YYYYMMDD')
        or c.relname ~ '^grid_cells_(\d{6}|default)$')
      and (pg_relation_size(c.oid) > (16 + 2 * c.relpages) * current_setting('block_size')::bigint
        or (c.reltuples = 0 and c.relpages > 16 and pg_stat_get_live_tuples(c.oid) > 1000))
  $function$;

CREATE OR REPLACE FUNCTION belfry.refresh_statistics()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  outgrown  name;
  refreshed int := 0;
begin
  -- "BELF", 3: of several nodes one does it, and the others do not wait for it.
  if not pg_try_advisory_xact_lock(1111837766, 3) then return 0; end if;
  for outgrown in select belfry.outgrown_tables() loop
    execute format('analyze belfry.%I', outgrown);
    refreshed := refreshed + 1;
  end loop;
  return refreshed;
end $function$;

CREATE OR REPLACE FUNCTION belfry.rule_in_scope(rule_id integer, scope jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select scope is null or exists (
    select from belfry.rules r
    where r.id = rule_in_scope.rule_id and belfry.labels_in_scope(r.labels, rule_in_scope.scope))
$function$;

CREATE OR REPLACE FUNCTION belfry.rule_search_text(definition jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(
    coalesce(definition ->> 'rule', '') || e'\n' || coalesce(definition ->> 'name', '') || e'\n'
    || coalesce(definition ->> 'description', '') || e'\n'
    || jsonb_path_query_array(definition, '$.**.use')::text || e'\n'
    || jsonb_path_query_array(definition, '$.**.id')::text)
$function$;

CREATE OR REPLACE FUNCTION belfry.step_of_time(ms double precision)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when ms < 1 then 0 else 1 + floor(ln(ms) / ln(1.1))::int end $function$;

CREATE OR REPLACE FUNCTION belfry.sum_up_slot_fates(before date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET lock_timeout TO '500ms'
AS $function$
declare
  oldest name;
  day    date;
  month  date;
begin
  if not pg_try_advisory_xact_lock(1111837766, 2) then return false; end if;
  select min(c.relname::text) into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'belfry.slot_fates'::regclass and c.relname ~ '^slot_fates_\d{8}$';
  if oldest is null then return false; end if;
  day := to_date(right(oldest, 8), 'YYYYMMDD');
  if day >= before then return false; end if;
  month := date_trunc('month', day);
  -- The day with which its month begins is dropped first, so the sums of a month have no partition but the default one.
  execute format('create temp table sums on commit drop as
    with gone as (
      delete from belfry.slot_fates_default where decided_on between %L and %L
      returning trigger_id, from_at, to_at, n, fate, decided_at)
    select trigger_id, min(from_at) as from_at, max(to_at) as to_at, sum(n)::int as n, fate, max(decided_at) as decided_at
    from (select * from gone union all select trigger_id, from_at, to_at, n, fate, decided_at from belfry.%I) old
    group by trigger_id, fate', month, day, oldest);
  execute format('drop table belfry.%I', oldest);
  insert into belfry.slot_fates (decided_on, trigger_id, from_at, to_at, n, fate, detail, decided_at)
    select month, trigger_id, from_at, to_at, n, fate, '{"summedUp": true}', decided_at from sums;
  drop table sums;
  return true;
exception when lock_not_available then
  return false;
end $function$;

CREATE OR REPLACE FUNCTION belfry.turn_offset(priority smallint)
 RETURNS interval
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((CASE WHEN (priority < 50) THEN (priority)::integer WHEN (priority < 500) THEN (priority - 50) ELSE (priority - 500) END)::double precision * '00:00:06'::interval);
