/**
 * What a campaign remembers between runs: the running number, the figures of each person, what projects have used up, which
 * addresses had their award, and which contracts are known. It holds nothing per row, so a run may be as long as it likes.
 *
 * A state may be partial: only the persons, projects, addresses and known ids that the contracts to come ask for need be in
 * it. A ledger loads those and nothing else.
 */
import type { Campaign } from "../campaign/campaign.ts";
import { campaignName } from "../campaign/campaign.ts";

/** The figures of a person, contracts so far included. Amounts are whole fen. */
export interface PersonFigures {
  /** 管家累计单数 */
  readonly count: number;
  /** 管家累计金额 */
  readonly totalFen: number;
  /** 管家累计业绩金额: what counted after caps. */
  readonly performanceFen: number;
  readonly platformCount: number;
  /** 平台单累计金额 */
  readonly platformFen: number;
  /** The part of `performanceFen` that platform orders brought. */
  readonly platformPerformanceFen: number;
  readonly selfReferralCount: number;
  /** 自引单累计金额 */
  readonly selfReferralFen: number;
  /** The tiers that are held, in the order in which they were granted. */
  readonly held: readonly string[];
}

export interface EvaluationState {
  /** `BJ-2025-05@2025-05` */
  readonly campaign: string;
  /** 活动期内第几个合同 of the last contract. */
  readonly sequence: number;
  /** By `personKey`. */
  readonly persons: ReadonlyMap<string, PersonFigures>;
  /** What the contracts of a project (工单编号) have used up of its cap, in fen. */
  readonly projects: ReadonlyMap<string, number>;
  /** `addressKey` of each project address whose self-referral was looked at. */
  readonly addresses: ReadonlySet<string>;
  /** The ids of contracts that have a row. */
  readonly known: ReadonlySet<string>;
}

export const noFigures: PersonFigures = {
  count: 0,
  totalFen: 0,
  performanceFen: 0,
  platformCount: 0,
  platformFen: 0,
  platformPerformanceFen: 0,
  selfReferralCount: 0,
  selfReferralFen: 0,
  held: [],
};

/** The state before the first contract. */
export function emptyState(campaign: Pick<Campaign, "campaign" | "revision">): EvaluationState {
  return {
    campaign: campaignName(campaign),
    sequence: 0,
    persons: new Map(),
    projects: new Map(),
    addresses: new Set(),
    known: new Set(),
  };
}
