import type { TextPlace } from "@belfry/store";

/** Where a person may stand in the ledger. */
export const ledgerPlaces: readonly TextPlace[] = [
  {
    table: "messages",
    about: ["id", "channel", "execution_id", "created_at"],
    columns: { content: "jsonb", business_key: "text" },
  },
  { table: "escalations", about: ["message_id", "state"], columns: { next: "jsonb", reason: "text" } },
  { table: "deliveries", about: ["id", "message_id", "state"], columns: { recipient: "text", reason: "text" } },
  {
    table: "delivery_attempts",
    about: ["delivery_id", "attempt", "started_at"],
    columns: { reason: "text", answer: "text", provider_id: "text" },
  },
  {
    table: "callback_events",
    about: ["id", "callback_id", "message_id", "status"],
    columns: { reason: "text", problem: "text" },
  },
  // What a provider said to an account may name whom it was to reach.
  { table: "account_states", about: ["channel", "account"], columns: { reason: "text" } },
  {
    table: "delivery_receipts",
    about: ["delivery_id", "state", "received_at"],
    columns: { reason: "text", answer: "text" },
  },
];

/** What people configured: it is not changed behind their backs, only named. */
export const ledgerConfiguration: readonly TextPlace[] = [
  { table: "templates", about: ["code"], columns: { updated_by: "text" } },
  {
    table: "template_versions",
    about: ["template_id", "version"],
    columns: { definition: "jsonb", note: "text", created_by: "text" },
  },
  { table: "accounts", about: ["channel", "name"], columns: { config: "jsonb" } },
  { table: "callbacks", about: ["name"], columns: { url: "text" } },
  { table: "message_policies", about: ["name", "kind"], columns: { definition: "jsonb" } },
  // That somebody is not written to any more is what protects them: it stays when the rest goes.
  {
    table: "suppressions",
    about: ["id", "channel", "list", "reason"],
    columns: { address: "text", note: "text" },
  },
  { table: "bounce_streaks", about: ["channel", "bounces"], columns: { address: "text" } },
];
