import type { Problem } from "@belfry/model";

/** A contradiction in a campaign. An `error` keeps it from being used; a `warning` is for the person who writes it. */
export interface CampaignProblem extends Problem {
  readonly severity: "error" | "warning";
}
