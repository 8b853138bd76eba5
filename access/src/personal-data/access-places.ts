import type { TextPlace } from "@belfry/store";

/** Where a person may stand in what this package keeps, the audit trail apart. */
export const accessPlaces: readonly TextPlace[] = [
  {
    table: "approvals",
    about: ["id", "kind", "rule", "requested_at"],
    columns: { sample: "jsonb", reason: "text", comment: "text" },
  },
  { table: "users", about: ["id"], columns: { display_name: "text" } },
  { table: "api_keys", about: ["id"], columns: { note: "text" } },
  { table: "notices", about: ["id", "created_at", "rule"], columns: { title: "text", body: "text", link: "text" } },
];

/** Names by which people sign in and by which the trail names them. They are not changed behind anybody's back. */
export const accessConfiguration: readonly TextPlace[] = [
  { table: "users", about: ["id"], columns: { name: "text", email: "text" } },
  { table: "api_keys", about: ["id"], columns: { name: "text", created_by: "text" } },
  { table: "connections", about: ["name"], columns: { address: "text", purpose: "text", created_by: "text" } },
  { table: "roles", about: ["name"], columns: { description: "text" } },
  { table: "settings", about: ["name"], columns: { value: "jsonb" } },
  { table: "approvals", about: ["id"], columns: { requested_by: "text[]", decided_by: "text", labels: "jsonb" } },
  { table: "login_failures", about: ["last_at"], columns: { name: "text" } },
  { table: "audit_entries", about: ["n", "at"], columns: { actor: "text", subject: "text" } },
];

/** Only shown: an entry is not written anew, its whole detail goes. */
export const auditPlace: TextPlace = {
  table: "audit_entries",
  about: ["n", "at", "actor", "action", "subject"],
  columns: { detail: "jsonb" },
};
