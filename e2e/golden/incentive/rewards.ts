import { isAppError } from "@belfry/model";
import { grantRewards, noFigures, type PersonFigures } from "@belfry/incentive";
import { campaignOf, isShipped } from "./shipped.ts";
import type { RewardInput } from "./file.ts";

const fen = (yuan: number) => Math.round(yuan * 100);

/** One evaluation of the rule for a person whose figures are known. */
export async function rewardsOf(key: string, input: RewardInput, revised: boolean): Promise<unknown> {
  const { housekeeper: person, orderType } = input;
  // A case without an order type comes from the program that knew none: every order is of the platform.
  const campaign = isShipped(key)
    ? campaignOf(key, { engine: orderType === undefined ? "legacy" : "pipeline", revised })
    : undefined;
  const figures: PersonFigures = {
    ...noFigures,
    count: person.contractCount,
    totalFen: fen(person.totalAmount),
    performanceFen: fen(person.performanceAmount),
    platformCount: person.platformCount ?? person.contractCount,
    platformFen: fen(person.platformAmount ?? person.totalAmount),
    platformPerformanceFen: fen(person.platformAmount ?? person.performanceAmount),
    selfReferralCount: person.selfReferralCount ?? 0,
    selfReferralFen: fen(person.selfReferralAmount ?? 0),
    held: person.awarded,
  };
  try {
    const { rewards, gap, held } = grantRewards(campaign, {
      sequence: input.contractNumber,
      amountFen: fen(input.contractAmount),
      orderType: orderType === "self_referral" ? "selfReferral" : "platform",
      figures,
      addressRepeated: false,
    });
    return {
      rewardTypes: rewards.map(({ type }) => type),
      rewardNames: rewards.map(({ name }) => name),
      nextRewardGap: gap,
      awardedAfter: held,
    };
  } catch (error) {
    if (isAppError(error, "CONTRACT_INVALID")) return { error: error.detail };
    throw error;
  }
}
