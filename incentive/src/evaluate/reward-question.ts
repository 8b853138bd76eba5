import type { OrderType } from "./contract.ts";
import type { Reward } from "./evaluated-row.ts";
import type { PersonFigures } from "./evaluation-state.ts";

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
