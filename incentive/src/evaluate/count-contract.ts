import type { Campaign } from "../campaign/campaign.ts";
import { orderTypeOf, type Contract } from "./contract.ts";
import type { PersonFigures } from "./evaluation-state.ts";

/** What a contract counts, and what its project has used up with it. */
export interface Counted {
  /** What 管家累计金额 grows by. */
  readonly totalFen: number;
  /** What performance grows by: after caps. */
  readonly countedFen: number;
  /** Undefined where the campaign has no caps per project. */
  readonly projectFen: number | undefined;
}

/** Whether a campaign needs to remember what projects have used up. */
export function remembersProjects({ caps, performance }: Campaign): boolean {
  return (
    caps.totalPerProject !== undefined ||
    (performance === "amount" && (caps.perProject !== undefined || caps.selfReferral?.perProject !== undefined))
  );
}

/**
 * Cuts the amount of a contract by the caps of its campaign.
 *
 * @param usedFen what the project has used up before.
 */
export function countContract(campaign: Campaign, contract: Contract, usedFen: number): Counted {
  const { caps, performance } = campaign;
  const { amountFen } = contract;
  const totalFen =
    caps.totalPerProject === undefined ? amountFen : Math.min(amountFen, Math.max(0, caps.totalPerProject - usedFen));
  if (performance === "source")
    return { totalFen, countedFen: contract.sourcePerformanceFen ?? amountFen, projectFen: undefined };
  const { perContract, perProject } = capsFor(campaign, contract);
  let countedFen = perContract === undefined ? amountFen : Math.min(amountFen, perContract);
  if (perProject !== undefined) countedFen = Math.min(countedFen, Math.max(0, perProject - usedFen));
  if (!remembersProjects(campaign)) return { totalFen, countedFen, projectFen: undefined };
  // The older cap of the sums counts contracts of a project in full, the newer one what was left of them.
  return { totalFen, countedFen, projectFen: usedFen + (caps.totalPerProject === undefined ? countedFen : amountFen) };
}

/** The caps for a contract; those of self-referrals replace the general ones one by one. */
export function capsFor(
  { caps, historicalContracts }: Campaign,
  contract: Contract,
): { readonly perContract: number | undefined; readonly perProject: number | undefined } {
  const own = orderTypeOf(contract) === "selfReferral" ? caps.selfReferral : undefined;
  const perProject = own?.perProject ?? caps.perProject;
  // A historical contract takes up whatever its project has left.
  if (historicalContracts && isHistorical(contract)) return { perContract: undefined, perProject };
  return { perContract: own?.perContract ?? caps.perContract, perProject };
}

export function isHistorical({ historicalNumber }: Contract): boolean {
  return historicalNumber !== undefined && historicalNumber.trim() !== "";
}

/** The figures of a person with one more contract. */
export function withContract(
  figures: PersonFigures,
  contract: Contract,
  counted: Counted,
  wholeYuan: boolean,
): PersonFigures {
  const isPlatform = orderTypeOf(contract) === "platform";
  const cut = (fen: number) => (wholeYuan ? Math.floor(fen / 100) * 100 : fen);
  return {
    count: figures.count + 1,
    totalFen: cut(figures.totalFen + counted.totalFen),
    performanceFen: cut(figures.performanceFen + counted.countedFen),
    platformCount: figures.platformCount + (isPlatform ? 1 : 0),
    platformFen: figures.platformFen + (isPlatform ? contract.amountFen : 0),
    platformPerformanceFen: figures.platformPerformanceFen + (isPlatform ? counted.countedFen : 0),
    selfReferralCount: figures.selfReferralCount + (isPlatform ? 0 : 1),
    selfReferralFen: figures.selfReferralFen + (isPlatform ? 0 : contract.amountFen),
    held: figures.held,
  };
}
