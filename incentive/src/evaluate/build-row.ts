import { activityCodeOf, type Campaign } from "../campaign/campaign.ts";
import { orderTypeOf, type Contract, type OrderType } from "./contract.ts";
import type { EvaluatedRow, Reward } from "./evaluated-row.ts";
import type { PersonFigures } from "./evaluation-state.ts";

/** What an evaluation found out about a contract. */
export interface RowFacts {
  readonly contract: Contract;
  readonly person: string;
  /** With this contract; of a historical one, as they were. */
  readonly figures: PersonFigures;
  readonly countedFen: number;
  /** 0 for a historical contract. */
  readonly sequence: number;
  readonly rewards: readonly Reward[];
  readonly gap: string;
  readonly addressRepeated: boolean;
}

type Writable<T> = { -readonly [field in keyof T]: T[field] };

/** The row of a contract, field by field: spreading objects into it takes seconds of a million of them. */
export function buildRow(campaign: Campaign, facts: RowFacts): EvaluatedRow {
  const { contract, figures, countedFen, sequence } = facts;
  const historical = sequence === 0;
  const orderType = orderTypeOf(contract);
  const row: Writable<EvaluatedRow> = {
    contract,
    activityCode: activityCodeOf(campaign),
    person: facts.person,
    orderType,
    historical,
    sequence,
    housekeeperCount: figures.count,
    housekeeperTotalFen: figures.totalFen,
    countedFen,
    performanceFen: !historical && isCumulative(campaign, contract) ? figures.performanceFen : countedFen,
    cumulativePerformanceFen: figures.performanceFen,
    platformCount: figures.platformCount,
    platformFen: figures.platformFen,
    platformPerformanceFen: figures.platformPerformanceFen,
    selfReferralCount: figures.selfReferralCount,
    selfReferralFen: figures.selfReferralFen,
    rewards: facts.rewards,
    remark: historical ? campaign.remarks.historical : remarkOf(campaign, orderType, facts.gap),
    heldBefore: figures.held,
    addressRepeated: facts.addressRepeated,
  };
  if (campaign.bonusPoolRatio !== undefined && !historical)
    row.bonusPoolE4 = bonusPoolE4(campaign.bonusPoolRatio, contract.amountFen);
  return row;
}

function isCumulative({ performanceColumn, quirks }: Campaign, { historicalNumber }: Contract): boolean {
  if (performanceColumn === "cumulative") return true;
  return quirks.cumulativeWithoutHistoryColumn && historicalNumber === undefined;
}

function remarkOf({ selfReferral, remarks }: Campaign, orderType: OrderType, gap: string): string {
  if (orderType === "selfReferral" && !selfReferral.tiers) return selfReferral.remark ?? remarks.none;
  return gap === "" ? remarks.none : gap;
}

/** The ratio has four decimals, so amount times ratio is exact in fen and ten-thousandths; half a unit goes up. */
function bonusPoolE4(ratio: number, amountFen: number): number {
  return Math.round((amountFen * Math.round(ratio * 10_000)) / 100);
}
