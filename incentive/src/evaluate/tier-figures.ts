import type { TierRule } from "../campaign/campaign-rules.ts";
import type { PersonFigures } from "./evaluation-state.ts";

/** The number and the sum by which tiers are decided. */
export interface TierFigures {
  readonly count: number;
  readonly sumFen: number;
}

/** The number and the sum that a campaign looks at. */
export function tierFigures(
  { orders, basis }: TierRule,
  figures: Omit<PersonFigures, "held" | "selfReferralCount" | "selfReferralFen">,
): TierFigures {
  if (orders === "all")
    return { count: figures.count, sumFen: basis === "total" ? figures.totalFen : figures.performanceFen };
  const sumFen = basis === "total" ? figures.platformFen : figures.platformPerformanceFen;
  return { count: figures.platformCount, sumFen };
}
