import { campaignName, type Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { periodText } from "./period-text.ts";
import { error } from "./problem-makers.ts";

/**
 * Campaigns of one city whose periods meet, so that a contract would earn twice. Revisions of one key replace each other,
 * and those that only announce may run beside any other.
 */
export function checkOverlaps(campaigns: readonly Campaign[]): CampaignProblem[] {
  const earning = campaigns.filter(({ announcementOnly }) => !announcementOnly);
  return earning.flatMap((one, i) =>
    earning
      .slice(i + 1)
      .filter((other) => other.city === one.city && other.campaign !== one.campaign && meet(one, other))
      .map((other) =>
        error("period", "periodsOverlap", {
          one: campaignName(one),
          onePeriod: periodText(one.period),
          other: campaignName(other),
          otherPeriod: periodText(other.period),
          city: one.city,
        }),
      ),
  );
}

function meet({ period: one }: Campaign, { period: other }: Campaign): boolean {
  return one.from <= lastDay(other) && other.from <= lastDay(one);
}

function lastDay({ until }: Campaign["period"]): string {
  return until ?? "9999-12-31";
}
