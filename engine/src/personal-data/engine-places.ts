import type { TextPlace } from "@belfry/store";

/** Where a person may stand in what the engine keeps of its work. */
export const enginePlaces: readonly TextPlace[] = [
  {
    table: "executions",
    about: ["id", "rule_id", "created_at"],
    columns: { item: "jsonb", trigger: "jsonb", inputs: "jsonb", failure: "jsonb", output: "jsonb", gate_key: "text" },
  },
  { table: "gate_places", about: ["execution_id"], columns: { gate: "text" } },
  {
    table: "action_runs",
    about: ["execution_id", "action", "iteration", "attempt", "finished_at"],
    columns: { output: "jsonb", failure: "jsonb" },
  },
  {
    table: "execution_logs",
    about: ["execution_id", "id", "action", "logged_at"],
    columns: { message: "text", fields: "jsonb" },
  },
  { table: "step_marks", about: ["execution_id", "action", "iteration"], columns: { value: "jsonb" } },
  { table: "slot_fates", about: ["trigger_id", "from_at", "execution_id"], columns: { detail: "jsonb" } },
  {
    table: "events",
    about: ["id", "received_at", "type"],
    columns: {
      source: "text",
      event_id: "text",
      subject: "text",
      attributes: "jsonb",
      data: "jsonb",
      brought_by: "text",
    },
  },
  { table: "event_decisions", about: ["event_id", "trigger_id", "execution_id"], columns: { detail: "jsonb" } },
  { table: "event_windows", about: ["trigger_id", "opened_at"], columns: { key: "jsonb" } },
  {
    table: "event_dead_letters",
    about: ["id", "received_at"],
    columns: { brought_by: "text", raw: "text", problems: "jsonb", settled_by: "text" },
  },
  {
    table: "trigger_feeds",
    about: ["trigger_id", "rule_id"],
    columns: { cursor: "jsonb", last_error: "jsonb" },
  },
  { table: "rule_outcomes", about: ["execution_id", "ended_at"], columns: { failure: "jsonb" } },
  { table: "execution_queue", about: ["id"], columns: { cancel_by: "text" } },
  {
    table: "breakers",
    about: ["connection", "opened_at"],
    columns: { opened_by: "text", reason: "text", failure: "jsonb" },
  },
  {
    table: "failure_jobs",
    about: ["id", "work", "created_at"],
    columns: {
      filter: "jsonb",
      scope: "jsonb",
      note: "text",
      asked_by: "jsonb",
      cancelled_by: "text",
      refusals: "jsonb",
    },
  },
  { table: "alert_episodes", about: ["id", "kind", "since"], columns: { facts: "jsonb", end_facts: "jsonb" } },
  { table: "alert_signals", about: ["id", "kind"], columns: { facts: "jsonb" } },
  { table: "nodes", about: ["id", "name"], columns: { drain_by: "text" } },
  { table: "grid_members", about: ["grid_id", "path", "updated_at"], columns: { attributes: "jsonb" } },
  {
    table: "grid_backfills",
    about: ["grid_id", "id"],
    columns: { created_by: "text", reason: "text", request: "jsonb" },
  },
  { table: "grid_generations", about: ["grid_id", "id"], columns: { asked_by: "text", results: "jsonb" } },
  { table: "records", about: ["table_id", "key", "updated_at"], columns: { fields: "jsonb" } },
];

/** What people configured: it is not changed behind their backs, only named. */
export const engineConfiguration: readonly TextPlace[] = [
  { table: "variables", about: ["name"], columns: { value: "jsonb" } },
  { table: "rules", about: ["slug"], columns: { name: "text", labels: "jsonb" } },
  {
    table: "rule_versions",
    about: ["rule_id", "version"],
    columns: { definition: "jsonb", author: "text", note: "text" },
  },
  { table: "calendars", about: ["name"], columns: { updated_by: "text" } },
  { table: "grids", about: ["slug"], columns: { name: "text", labels: "jsonb", updated_by: "text" } },
  { table: "limits", about: ["kind", "name"], columns: { note: "text", updated_by: "text" } },
  { table: "triggers", about: ["rule_id", "key"], columns: { config: "jsonb" } },
  { table: "outcome_demands", about: ["trigger_id"], columns: { labels: "jsonb" } },
];
