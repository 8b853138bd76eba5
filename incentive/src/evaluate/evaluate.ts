import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "./contract.ts";
import type { EvaluatedRow, Reward } from "./evaluated-row.ts";
import { emptyState, type EvaluationState } from "./evaluation-state.ts";
import { startEvaluation } from "./start-evaluation.ts";

/** An award with the contract that earned it. */
export interface GrantedReward extends Reward {
  readonly contractId: string;
  readonly person: string;
}

export interface EvaluationResult {
  readonly rows: readonly EvaluatedRow[];
  readonly rewards: readonly GrantedReward[];
  readonly state: EvaluationState;
  /** Contracts that had a row and left the source; only of campaigns that recompute, else empty. */
  readonly gone: readonly string[];
}

/**
 * Evaluates contracts in the order in which they come, and keeps all rows in memory. For more of them than fit take
 * `startEvaluation`, or `evaluateEach`.
 *
 * The same contracts again, with the state of the first time, give no row.
 *
 * @throws AppError `CONTRACT_INVALID` for a negative amount, `INCENTIVE_STATE_INVALID` for the state of another campaign
 */
export function evaluate(
  campaign: Campaign,
  state: EvaluationState = emptyState(campaign),
  contracts: Iterable<Contract>,
): EvaluationResult {
  const rows: EvaluatedRow[] = [];
  const evaluation = startEvaluation(campaign, state);
  for (const contract of contracts) {
    const outcome = evaluation.add(contract);
    if (outcome.kind === "row") rows.push(outcome.row);
  }
  const after = evaluation.state();
  const gone = campaign.refresh === "recompute" ? [...state.known].filter((id) => !after.known.has(id)) : [];
  return { rows, rewards: rows.flatMap(rewardsOfRow), state: after, gone };
}

/** Evaluates contracts as they come and gives each row at once; the new state is what the generator returns. */
export async function* evaluateEach(
  campaign: Campaign,
  state: EvaluationState,
  contracts: AsyncIterable<Contract> | Iterable<Contract>,
): AsyncGenerator<EvaluatedRow, EvaluationState, undefined> {
  const evaluation = startEvaluation(campaign, state);
  for await (const contract of contracts) {
    const outcome = evaluation.add(contract);
    if (outcome.kind === "row") yield outcome.row;
  }
  return evaluation.state();
}

export function rewardsOfRow({ contract, person, rewards }: EvaluatedRow): GrantedReward[] {
  return rewards.map((reward) => ({ ...reward, contractId: contract.id, person }));
}
