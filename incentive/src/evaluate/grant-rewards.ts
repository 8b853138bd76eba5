import { AppError } from "@belfry/model";
import type { Campaign } from "../campaign/campaign.ts";
import type { Reward } from "./evaluated-row.ts";
import { grantLucky } from "./grant-lucky.ts";
import { grantTiers } from "./grant-tiers.ts";
import { amountOf } from "./reward-amount.ts";
import type { RewardAnswer, RewardQuestion } from "./reward-question.ts";

/**
 * What a contract earns. An unknown campaign earns nothing; whoever asks for one by name says so before.
 *
 * @throws AppError `CONTRACT_INVALID` for a negative number, count or amount.
 */
export function grantRewards(campaign: Campaign | undefined, question: RewardQuestion): RewardAnswer {
  const { sequence, amountFen, orderType, figures, addressRepeated } = question;
  if (sequence < 0) throw new AppError("CONTRACT_INVALID", { reason: "合同编号不能为负数" });
  if (figures.count < 0) throw new AppError("CONTRACT_INVALID", { reason: "管家合同数量不能为负数" });
  if (amountFen < 0) throw new AppError("CONTRACT_INVALID", { reason: "合同金额不能为负数" });
  const nothing: RewardAnswer = { rewards: [], gap: "", held: figures.held };
  if (campaign === undefined || campaign.announcementOnly) return nothing;
  const { selfReferral, quirks } = campaign;
  if (orderType === "selfReferral") {
    if (addressRepeated && quirks.repeatedAddressGetsNothing) return nothing;
    const own = ownAward(campaign, addressRepeated);
    if (!selfReferral.tiers) return { ...nothing, rewards: own };
    const tiers = grantTiers(campaign, figures);
    return { ...tiers, rewards: [...own, ...grantLucky(campaign, question), ...tiers.rewards] };
  }
  const tiers = grantTiers(campaign, figures);
  const lucky = grantLucky(campaign, question);
  return lucky.length === 0 ? tiers : { ...tiers, rewards: [...lucky, ...tiers.rewards] };
}

function ownAward({ selfReferral: { award, type }, awards }: Campaign, addressRepeated: boolean): readonly Reward[] {
  if (award === undefined || addressRepeated) return [];
  return [{ kind: "selfReferral", type, name: award, ...amountOf(awards, award) }];
}
