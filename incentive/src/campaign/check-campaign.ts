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
  if (announcementOnly)
    for (const [path] of earning)
      problems.push(
        error(
          path,
          "The campaign only announces contracts, and here is a rule by which somebody would earn.",
          "Take the rule out, or announcementOnly.",
        ),
      );
  else if (earning.every(([path]) => path === "awards"))
    problems.push(
      error(
        "",
        "Nobody can earn anything: there is no rule.",
        "Add lucky, tiers or selfReferral.award, or announcementOnly: true.",
      ),
    );
  if (selfReferral.award !== undefined && sourceTypes !== undefined && !sourceTypes.includes(1))
    problems.push(
      error(
        "selfReferral.award",
        "Self-referrals have an award, and sourceTypes leaves them out: theirs is 1.",
        "Add 1 to sourceTypes, or take the award out.",
      ),
    );
  if (lucky?.rule === "everyNthPlatform" && sourceTypes?.every((type) => type === 1) === true)
    problems.push(
      error(
        "lucky.rule",
        "Only platform orders are lucky, and sourceTypes leaves them all out.",
        "Add their types to sourceTypes.",
      ),
    );
  if (!selfReferral.tiers && tiers?.orders === "all")
    problems.push(
      warning(
        "selfReferral.tiers",
        "Self-referrals count for the tiers, and tiers are not looked at when one comes: what it brings is granted with the next platform order.",
        "Set tiers.orders to platform, or selfReferral.tiers to true.",
      ),
    );
  return problems;
}
