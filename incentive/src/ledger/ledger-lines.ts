import { signedDay } from "../csv/signed-day.ts";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow, Reward } from "../evaluate/evaluated-row.ts";
import type { NewEntry } from "../sql/insert-entries.ts";

/** What a contract adds to the ledger: a line of performance, and one for each award. */
export interface LedgerLine extends Omit<NewEntry, "contract" | "month" | "kind"> {}

/** What the lines of a contract are made from, whether it was just evaluated or stands in the ledger. */
export interface LineFacts {
  readonly personId: number;
  readonly provider: string;
  readonly day: string;
  readonly historical: boolean;
  readonly amountFen: number;
  readonly countedFen: number;
  readonly rewards: readonly Reward[];
}

/** The day of a contract. What has no readable one was put aside before. */
export function dayOf({ signedAt = "" }: Pick<Contract, "signedAt">): string {
  return signedDay(signedAt) ?? "1970-01-01";
}

export function factsOf(row: EvaluatedRow, personId: number): LineFacts {
  const { contract, historical, countedFen, rewards } = row;
  const { provider, amountFen } = contract;
  return { personId, provider, day: dayOf(contract), historical, amountFen, countedFen, rewards };
}

/** A historical contract counts as performance only: neither its number nor its amount are those of the campaign. */
export function linesOf({
  personId,
  provider,
  day,
  historical,
  amountFen,
  countedFen,
  rewards,
}: LineFacts): LedgerLine[] {
  const place = { personId, provider, day };
  return [
    {
      ...place,
      rewardType: null,
      rewardName: null,
      contracts: historical ? 0 : 1,
      amountFen: historical ? 0 : amountFen,
      performanceFen: countedFen,
      rewards: 0,
      rewardFen: 0,
    },
    ...rewards.map((reward) => ({
      ...place,
      rewardType: reward.type,
      rewardName: reward.name,
      contracts: 0,
      amountFen: 0,
      performanceFen: 0,
      rewards: 1,
      rewardFen: reward.amountFen ?? 0,
    })),
  ];
}
