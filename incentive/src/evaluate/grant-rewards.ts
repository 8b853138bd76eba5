import { AppError } from "@belfry/model";
import type { Campaign } from "../campaign/campaign.ts";
import type { OrderType } from "./contract.ts";
import type { Reward } from "./evaluated-row.ts";
import type { PersonFigures } from "./evaluation-state.ts";
import { grantLucky } from "./grant-lucky.ts";
import { grantTiers } from "./grant-tiers.ts";
import { amountOf } from "./reward-amount.ts";

/** One contract and the figures of its person, this contract included. */
export interface RewardQuestion {
  /** 活动期内第几个合同: the running number, not the one that is printed. */
  readonly sequence: number;
  readonly amountFen: number;
  readonly orderType: OrderType;
  readonly figures: PersonFigures;
  /** Whether its address had its award already; of self-referrals only. */
  readonly addressRepeated: boolean;
}

export interface RewardAnswer {
  /** Lucky first, then tiers: the highest one, then the lower ones from low to high. */
  readonly rewards: readonly Reward[];
  /** What is missing to the next tier. Empty: nothing is, or nobody looks at tiers. */
  readonly gap: string;
  /** The tiers that are held now. */
  readonly held: readonly string[];
}

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
