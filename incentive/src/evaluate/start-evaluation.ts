/**
 * An evaluation: contracts go in one after the other, in the order of the source, and each gives its row at once. The order
 * decides: running numbers, lucky contracts and the rests of caps follow it.
 *
 * A contract counts once. One that is known changes nothing, so the same input twice gives the same state and no new row.
 * The state that was handed in is never changed, and what it remembers grows with persons, projects and ids, not with rows.
 */
import { AppError } from "@belfry/model";
import { campaignName, type Campaign } from "../campaign/campaign.ts";
import { buildRow } from "./build-row.ts";
import { orderTypeOf, type Contract } from "./contract.ts";
import { countContract, isHistorical, remembersProjects, withContract, type Counted } from "./count-contract.ts";
import type { ContractOutcome, EvaluatedRow } from "./evaluated-row.ts";
import { emptyState, noFigures, type EvaluationState, type PersonFigures } from "./evaluation-state.ts";
import { grantRewards } from "./grant-rewards.ts";
import type { RewardAnswer } from "./reward-question.ts";
import { addressKey, personKey } from "./person-key.ts";

export interface Evaluation {
  /** Evaluates one contract. The second time it is `known`. @throws AppError `CONTRACT_INVALID` for a negative amount */
  add(contract: Contract): ContractOutcome;
  /**
   * Counts a contract that is known but whose figures are not in the state: sums and tiers as if it had its row, and no row.
   * The running number does not move.
   */
  replay(contract: Contract): void;
  /** The state so far. It is not copied, so add nothing more to this evaluation once you hold it. */
  state(): EvaluationState;
}

const known: ContractOutcome = { kind: "known" };
const otherSourceType: ContractOutcome = { kind: "otherSourceType" };
/** What a source without sourceType means. */
const PLATFORM = 2;

/**
 * Begins an evaluation from a state.
 *
 * @throws AppError `INCENTIVE_STATE_INVALID` when the state belongs to another campaign.
 */
export function startEvaluation(campaign: Campaign, before: EvaluationState = emptyState(campaign)): Evaluation {
  const [keyOfState] = before.campaign.split("@");
  if (keyOfState !== campaign.campaign)
    throw new AppError("INCENTIVE_STATE_INVALID", {
      reason: `The state is of ${before.campaign} and the campaign is ${campaignName(campaign)}.`,
    });
  const { quirks, refresh } = campaign;
  const from = refresh === "recompute" ? emptyState(campaign) : before;
  const ids = new Set(from.known);
  const persons = new Map(from.persons);
  const projects = new Map(quirks.projectQuotaPerRun ? [] : from.projects);
  const addresses = new Set(quirks.addressMemoryPerRun ? [] : from.addresses);
  const allowed = campaign.sourceTypes === undefined ? undefined : new Set(campaign.sourceTypes);
  const hasProjects = remembersProjects(campaign);
  const hasAddresses = campaign.selfReferral.award !== undefined || quirks.repeatedAddressGetsNothing;
  let { sequence } = from;

  /** Counts a contract and grants what it earns; what is remembered changes. */
  function take(contract: Contract, number: number): Taken {
    const person = personKey(campaign, contract);
    const figuresBefore = persons.get(person) ?? noFigures;
    const counted = countContract(campaign, contract, hasProjects ? (projects.get(contract.project) ?? 0) : 0);
    const figures = withContract(figuresBefore, contract, counted, quirks.wholeYuanTotals);
    const orderType = orderTypeOf(contract);
    const addressRepeated = orderType === "selfReferral" && hasAddresses && meetAgain(person, contract.address ?? "");
    const answer = grantRewards(campaign, {
      sequence: number,
      amountFen: contract.amountFen,
      orderType,
      figures,
      addressRepeated,
    });
    if (counted.projectFen !== undefined) projects.set(contract.project, counted.projectFen);
    persons.set(person, answer.held === figures.held ? figures : { ...figures, held: answer.held });
    return { person, figures, counted, answer, addressRepeated };
  }

  function meetAgain(person: string, address: string): boolean {
    if (address.trim() === "" && !quirks.emptyAddressEarns)
      // Without an address nobody can tell whether it was there before: it earns nothing, but is no repetition either.
      return campaign.selfReferral.award !== undefined && !quirks.repeatedAddressGetsNothing;
    const key = addressKey(person, address);
    if (addresses.has(key)) return true;
    addresses.add(key);
    return false;
  }

  function takeHistorical(contract: Contract): EvaluatedRow {
    const person = personKey(campaign, contract);
    const figures = persons.get(person) ?? noFigures;
    const counted = countContract(campaign, contract, projects.get(contract.project) ?? 0);
    if (counted.projectFen !== undefined) projects.set(contract.project, counted.projectFen);
    const { countedFen } = counted;
    const none = { rewards: [], gap: "", addressRepeated: false };
    return buildRow(campaign, { contract, person, figures, countedFen, sequence: 0, ...none });
  }

  return {
    add(contract) {
      if (allowed !== undefined && !allowed.has(contract.sourceType ?? PLATFORM)) return otherSourceType;
      if (ids.has(contract.id)) return known;
      if (contract.amountFen < 0) throw new AppError("CONTRACT_INVALID", { reason: "合同金额不能为负数" });
      ids.add(contract.id);
      if (campaign.historicalContracts && isHistorical(contract)) return { kind: "row", row: takeHistorical(contract) };
      sequence += 1;
      const { person, figures, counted, answer, addressRepeated } = take(contract, sequence);
      const { rewards, gap } = answer;
      const { countedFen } = counted;
      const facts = { contract, person, figures, countedFen, sequence, rewards, gap, addressRepeated };
      return { kind: "row", row: buildRow(campaign, facts) };
    },
    replay(contract) {
      if (allowed !== undefined && !allowed.has(contract.sourceType ?? PLATFORM)) return;
      ids.add(contract.id);
      if (campaign.historicalContracts && isHistorical(contract)) takeHistorical(contract);
      else take(contract, sequence);
    },
    state: () => ({ campaign: campaignName(campaign), sequence, persons, projects, addresses, known: ids }),
  };
}

interface Taken {
  readonly person: string;
  readonly figures: PersonFigures;
  readonly counted: Counted;
  readonly answer: RewardAnswer;
  readonly addressRepeated: boolean;
}
