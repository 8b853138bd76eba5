import { addIncentiveCampaigns } from "../commands/incentive-campaigns.ts";
import { addIncentiveEvaluate } from "../commands/incentive-evaluate.ts";
import { addIncentiveWhatIf } from "../commands/incentive-what-if.ts";
import { addIncentiveWhy } from "../commands/incentive-why.ts";
import type { CommandGroup } from "./command-group.ts";

/** What contracts earn under campaigns. */
export const incentiveGroups: readonly CommandGroup[] = [
  {
    name: "incentive",
    description: "incentives: what signed contracts earn under the rules of a campaign",
    commands: [addIncentiveEvaluate, addIncentiveWhy, addIncentiveWhatIf, addIncentiveCampaigns],
  },
];
