import { text } from "@belfry/plugin-kit";

export const CampaignField = text()
  .min(1)
  .max(63)
  .describe("The key of the campaign: `BJ-2025-05`. It is taken into use beforehand, by a person or by the API.");
