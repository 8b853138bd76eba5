import { accessConfiguration, accessPlaces, auditPlace } from "@belfry/access";
import { engineConfiguration, enginePlaces, recordKeys } from "@belfry/engine";
import { ledgerConfiguration, ledgerPlaces } from "@belfry/notify";
import { incentiveConfiguration, incentivePlaces } from "@belfry/incentive";
import { createTestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";

/**
 * Columns in which nobody's name, number or address stands: words of the product, hashes and ciphers, names of what
 * administrators set up. Sessions, keys and identities of an account go with the account. A new column is either searched
 * when a person is exported and erased, or has its place here.
 */
const withoutPersonalData = {
  // Words of the product.
  action_runs: "action iteration use state",
  audit_entries: "actor_kind address request_id action subject_kind outcome detail_hash hash",
  deliveries: "field state waits_for only_account",
  delivery_attempts: "account outcome code",
  event_dead_letters: "state",
  event_decisions: "fate",
  execution_logs: "action iteration level",
  execution_queue: "state action connection died_on refused_by",
  execution_progress: "action iteration",
  executions: "state",
  failed_executions: "group_key",
  unsuccessful_executions: "state",
  failure_jobs: "work start_from version",
  alert_episodes: "kind subject",
  alert_signals: "kind subject",
  alert_watches: "own",
  messages:
    "idempotency_key channel account hold rule action labels sent_by acknowledged_by template callback digest_of",
  escalations: "unless state",
  business_claims: "claim",
  callbacks: "name secret previous_secret events channels labels disabled_reason updated_by",
  callback_events: "state previous account code status",
  delivery_marks: "was was_account was_code became account code",
  message_statistics: "period channel slice value kind key",
  message_policies: "name kind updated_by",
  suppressions: "channel list reason created_by",
  bounce_streaks: "channel",
  bounce_mailboxes: "channel account place problem",
  delivery_receipts: "digest source state bounce code",
  receipt_tokens: "channel account token_hash created_by",
  uploads: "id name media_type uploaded_by",
  unsubscribe_keys: "key",
  rule_outcomes: "state",
  breakers: "connection state",
  gate_places: "state",
  grid_backfills: "mode state",
  gates: "id",
  rates: "key",
  rate_turns: "action iteration key",
  slot_fates: "fate",
  statistics: "kind key",
  statistics_reopened: "state failure",
  trigger_feeds: "kind mode state paused_reason",
  outcome_watches: "states",
  nodes: "name roles version build trigger_kinds",
  notices: "level rule key_hash",
  migrations: "name",
  installation: "id file_folder file_folder_host shipped_rules",
  // What people named when they set it up, and what is made from their definitions.
  accounts: "channel name caps time_zone",
  account_states: "channel account second_sends minute_sends day month code",
  approvals: "kind subject rule state",
  awaited_events: "type match",
  calendars: "name definition",
  events: "type",
  // Shops and what is done for them: an attribute that names somebody is searched.
  grids: "slug definition",
  grid_task_types: "key",
  grid_periods: "label",
  grid_groups: "path",
  grid_members: "path",
  grid_cells: "state held_by excludes reason result past",
  grid_counts: "state",
  // Contracts, awards and money; who somebody is stands beside their number.
  incentive_campaigns: "key revision name city labels updated_by",
  incentive_revisions: "revision created_by",
  incentive_runs: "revision source state author archive archive_hash",
  incentive_people: "provider held",
  incentive_projects: "project",
  incentive_addresses: "address_hash",
  incentive_contracts: "contract_id provider project order_type state",
  incentive_awards: "kind type name",
  incentive_entries: "provider month kind reward_type reward_name author",
  incentive_days: "provider",
  incentive_day_rewards: "provider reward_type reward_name",
  incentive_quarantine: "fingerprint source contract_id code column_name remedy",
  incentive_tellings: "kind state",
  incentive_corrections: "kind state revision author decided_by",
  incentive_settlements: "month closed_by",
  outcome_demands: "rules states",
  record_tables: "name description",
  rule_versions: "folder search",
  rules: "slug status source",
  secrets: "name key_id nonce ciphertext tag",
  settings: "name",
  step_marks: "action iteration kind event_type match key_hash",
  templates: "code labels",
  triggers: "key kind",
  variables: "name",
  roles: "name permissions",
  limits: "kind name",
  connections: "name",
  // Of an account, and gone with it.
  api_keys: "id secret_hash previous_hash permissions scope",
  api_tokens: "token_hash name role scope permissions key_id",
  identities: "issuer subject",
  login_challenges: "token_hash",
  recovery_codes: "code_hash",
  second_factors: "key_id nonce ciphertext tag",
  sessions: "token_hash address method",
  sso_attempts: "token_hash state nonce code_verifier",
  users: "password_hash role scope",
  // Searched and removed in ways of their own: a mail is parsed, a file goes with its execution, the trail is kept.
  artifacts: "id name media_type",
  audit_head: "hash",
  sandbox_mails: "envelope_from envelope_to sender subject raw",
  // Hashes and ciphers of whole requests.
  event_keys: "key_hash",
  event_windows: "key_hash",
  gathered_events: "key_hash",
  request_keys: "caller key_hash request_hash key_id nonce ciphertext tag",
  trigger_keys: "key_hash",
  vault_keys: "key_id sealed_by nonce ciphertext tag",
} as const satisfies Readonly<Record<string, string>>;

test("every column of texts is searched for a person, or said to hold none", async () => {
  await using database = await createTestDatabase();
  const { rows } = await database.store.pool.query<{ column: string }>(
    `select c.relname || '.' || a.attname as "column"
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'belfry'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json', 'bytea')`,
  );
  const searched = [
    ...enginePlaces,
    ...engineConfiguration,
    recordKeys,
    ...ledgerPlaces,
    ...ledgerConfiguration,
    ...incentivePlaces,
    ...incentiveConfiguration,
    ...accessPlaces,
    ...accessConfiguration,
    auditPlace,
  ].flatMap(({ table, columns }) => Object.keys(columns).map((column) => `${table}.${column}`));
  const without = Object.entries(withoutPersonalData).flatMap(([table, columns]) =>
    columns.split(" ").map((column) => `${table}.${column}`),
  );
  const known = [...new Set([...searched, ...without])].toSorted();
  expect(rows.map(({ column }) => column).toSorted()).toEqual(known);
});
