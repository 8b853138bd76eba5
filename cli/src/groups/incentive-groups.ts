import { addIncentiveCampaigns } from "../commands/incentive-campaigns.ts";
import { addIncentiveEvaluate } from "../commands/incentive-evaluate.ts";
import { addIncentiveExplain } from "../commands/incentive-explain.ts";
import { addIncentiveExport } from "../commands/incentive-export.ts";
import { addIncentiveInstall } from "../commands/incentive-install.ts";
import { addIncentiveQuarantine } from "../commands/incentive-quarantine.ts";
import { addIncentiveCompare, addIncentiveRevisions } from "../commands/incentive-revisions.ts";
import { addIncentiveRun } from "../commands/incentive-run.ts";
import { addIncentiveSettle } from "../commands/incentive-settle.ts";
import { addIncentiveWhatIf } from "../commands/incentive-what-if.ts";
import { addIncentiveWhy } from "../commands/incentive-why.ts";
import type { CommandGroup } from "./command-group.ts";

/** What contracts earn under campaigns. */
export const incentiveGroups: readonly CommandGroup[] = [
  {
    name: "incentive",
    description: "incentives: what signed contracts earn under the rules of a campaign",
    commands: [
      addIncentiveEvaluate,
      addIncentiveWhy,
      addIncentiveWhatIf,
      addIncentiveCampaigns,
      addIncentiveInstall,
      addIncentiveRun,
      addIncentiveRevisions,
      addIncentiveCompare,
      addIncentiveQuarantine,
      addIncentiveExplain,
      addIncentiveSettle,
      addIncentiveExport,
    ],
  },
];
