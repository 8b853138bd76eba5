import type { Contract, OrderType } from "./contract.ts";

/** Why something was earned. */
export type RewardKind = "lucky" | "tier" | "selfReferral";

/** One award that a contract earned. */
export interface Reward {
  readonly kind: RewardKind;
  /** 奖励类型, as the campaign writes it: 幸运数字. */
  readonly type: string;
  /** 奖励名称: 接好运. */
  readonly name: string;
  /** What it is worth; undefined where the campaign has no amounts. Doubling exists in messages only. */
  readonly amountFen?: number;
}

/** One row of the performance list: a contract, the figures of its person with it, and what it earned. */
export interface EvaluatedRow {
  readonly contract: Contract;
  /** 活动编号 */
  readonly activityCode: string;
  /** By whom figures are counted: 管家, or 管家_服务商. */
  readonly person: string;
  readonly orderType: OrderType;
  /** Whether it is from before the campaign: no number, not counted, no award, no message. */
  readonly historical: boolean;
  /** 活动期内第几个合同; 0 for a historical one. */
  readonly sequence: number;
  /** 管家累计单数 */
  readonly housekeeperCount: number;
  /** 管家累计金额 */
  readonly housekeeperTotalFen: number;
  /** What this contract alone counts after caps. */
  readonly countedFen: number;
  /** 计入业绩金额, as the campaign shows it: of the contract, or so far. */
  readonly performanceFen: number;
  /** 管家累计业绩金额 */
  readonly cumulativePerformanceFen: number;
  readonly platformCount: number;
  readonly platformFen: number;
  /** The part of `cumulativePerformanceFen` that platform orders brought. */
  readonly platformPerformanceFen: number;
  readonly selfReferralCount: number;
  readonly selfReferralFen: number;
  /** 奖金池 in ten-thousandths of a yuan; undefined where the column stays empty. */
  readonly bonusPoolE4?: number;
  /** In the order of 奖励名称: lucky first, then tiers. Empty: 激活奖励状态 is 0. */
  readonly rewards: readonly Reward[];
  /** 备注: the gap to the next tier, or 无. */
  readonly remark: string;
  /** The tiers that the person held before this contract. */
  readonly heldBefore: readonly string[];
  /** Whether its project address was known already, for self-referrals. */
  readonly addressRepeated: boolean;
}

/** What became of a contract that was handed to an evaluation. */
export type ContractOutcome =
  | { readonly kind: "row"; readonly row: EvaluatedRow }
  /** It has a row from an earlier run, or came earlier in this one; nothing changes. */
  | { readonly kind: "known" }
  /** The campaign does not take contracts with this 工单类型(sourceType). */
  | { readonly kind: "otherSourceType" };
