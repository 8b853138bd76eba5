import type { TextPlace } from "@belfry/store";

/** Where a person may stand in the ledger of rewards. */
export const incentivePlaces: readonly TextPlace[] = [
  {
    table: "incentive_people",
    about: ["id", "campaign_id"],
    columns: { key: "text", name: "text" },
  },
  {
    table: "incentive_contracts",
    about: ["id", "campaign_id", "contract_id", "day"],
    columns: { source: "jsonb", figures: "jsonb" },
  },
  {
    table: "incentive_quarantine",
    about: ["id", "campaign_id", "source", "row"],
    columns: { raw: "jsonb", message: "text", details: "jsonb" },
  },
  { table: "incentive_tellings", about: ["id", "campaign_id", "kind"], columns: { text: "text" } },
  { table: "incentive_runs", about: ["id", "campaign_id"], columns: { reason: "text" } },
  { table: "incentive_entries", about: ["id", "campaign_id", "day"], columns: { reason: "text" } },
  {
    table: "incentive_corrections",
    about: ["id", "campaign_id"],
    columns: { reason: "text", decision: "text", facts: "jsonb" },
  },
];

/** What people configured: it is not changed behind their backs, only named. */
export const incentiveConfiguration: readonly TextPlace[] = [
  { table: "incentive_revisions", about: ["campaign_id", "revision"], columns: { definition: "jsonb" } },
];
