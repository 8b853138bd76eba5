import type { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { checkAwards } from "./check-awards.ts";
import { checkCaps } from "./check-caps.ts";
import { checkMessages } from "./check-messages.ts";
import { error, warning } from "./problem-makers.ts";

/** What in a campaign contradicts itself, beyond what its schema can say. Overlaps with others are `checkOverlaps`. */
export function checkCampaign(campaign: Campaign): CampaignProblem[] {
  return [...checkPurpose(campaign), ...checkAwards(campaign), ...checkCaps(campaign), ...checkMessages(campaign)];
}

function checkPurpose({
  announcementOnly,
  lucky,
  tiers,
  selfReferral,
  awards,
  sourceTypes,
}: Campaign): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  const earning = Object.entries({ lucky, tiers, "selfReferral.award": selfReferral.award, awards }).filter(
    ([, rule]) => rule !== undefined,
  );
  if (announcementOnly) for (const [path] of earning) problems.push(error(path, "announcementEarns"));
  else if (earning.every(([path]) => path === "awards")) problems.push(error("", "nobodyEarns"));
  if (selfReferral.award !== undefined && sourceTypes !== undefined && !sourceTypes.includes(1))
    problems.push(error("selfReferral.award", "selfReferralLeftOut"));
  if (lucky?.rule === "everyNthPlatform" && sourceTypes?.every((type) => type === 1) === true)
    problems.push(error("lucky.rule", "luckyLeftOut"));
  if (!selfReferral.tiers && tiers?.orders === "all")
    problems.push(warning("selfReferral.tiers", "selfReferralTiersLate"));
  return problems;
}
