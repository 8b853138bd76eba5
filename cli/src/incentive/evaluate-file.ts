import type { Campaign, EvaluatedRow, EvaluationState, GrantedReward, RowFault } from "@belfry/incentive";

/** What came of a file of contracts. */
export interface EvaluatedFile {
  /** `BJ-2025-05@2025-08` */
  readonly campaign: string;
  readonly contracts: {
    /** Rows of the file, without its header. */
    readonly read: number;
    /** Those that got a row. */
    readonly evaluated: number;
    /** Those that had their row before. */
    readonly known: number;
    /** Those that the campaign does not take by their order type. */
    readonly otherSourceType: number;
    /** Those that are wrong. */
    readonly quarantined: number;
  };
  readonly rewardsFen: number;
  readonly rows: readonly EvaluatedRow[];
  readonly rewards: readonly GrantedReward[];
  readonly quarantine: readonly RowFault[];
}

/** Evaluates a CSV file without a server, from a state or from nothing. */
export async function evaluateFile(
  path: string,
  campaign: Campaign,
  state: EvaluationState | undefined,
): Promise<{ readonly result: EvaluatedFile; readonly state: EvaluationState }> {
  const { campaignName, readContractFile, rewardsOfRow, startEvaluation } = await import("@belfry/incentive");
  const evaluation = startEvaluation(campaign, state);
  const counts = { read: 0, evaluated: 0, known: 0, otherSourceType: 0, quarantined: 0 };
  const rows: EvaluatedRow[] = [];
  const quarantine: RowFault[] = [];
  for await (const read of readContractFile(path, campaign)) {
    counts.read += 1;
    if ("fault" in read) {
      counts.quarantined += 1;
      quarantine.push(read.fault);
      continue;
    }
    const outcome = evaluation.add(read.contract);
    if (outcome.kind === "row") {
      counts.evaluated += 1;
      rows.push(outcome.row);
    } else counts[outcome.kind] += 1;
  }
  const rewards = rows.flatMap(rewardsOfRow);
  const rewardsFen = rewards.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
  return {
    result: { campaign: campaignName(campaign), contracts: counts, rewardsFen, rows, rewards, quarantine },
    state: evaluation.state(),
  };
}
