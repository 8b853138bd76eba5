import type { Campaign } from "../campaign/campaign.ts";
import type { LuckyRule } from "../campaign/campaign-rules.ts";
import type { Reward } from "./evaluated-row.ts";
import type { RewardQuestion } from "./reward-question.ts";
import { amountOf } from "./reward-amount.ts";

/** The lucky award of a contract: none or one, by its amount. */
export function grantLucky({ lucky, awards }: Campaign, question: RewardQuestion): readonly Reward[] {
  if (lucky === undefined || !isLucky(lucky, question)) return [];
  const award = lucky.awards.findLast(({ from }) => question.amountFen >= from)?.award;
  return award === undefined ? [] : [{ kind: "lucky", type: lucky.type, name: award, ...amountOf(awards, award) }];
}

function isLucky({ rule, number }: LuckyRule, { sequence, orderType, figures }: RewardQuestion): boolean {
  switch (rule) {
    case "lastDigit":
      return sequence % 10 === number;
    case "everyNthOfPerson":
      return figures.count > 0 && figures.count % number === 0;
    case "everyNthPlatform":
      return orderType === "platform" && figures.platformCount > 0 && figures.platformCount % number === 0;
    default:
      return rule satisfies never;
  }
}
