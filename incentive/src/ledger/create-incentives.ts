/** The reward ledger: contracts in, rewards out, and what is to be said about them. */
import type { Actor } from "@belfry/model";
import type { Settlement } from "../sql/close-month.ts";
import { verifyIncentives, type IncentiveVerification } from "../sql/verify-incentives.ts";
import { putCampaign, type CampaignChange, type CampaignSaved } from "./campaigns.ts";
import { correctContract, dismissProposal, type Correction, type CorrectionBooked } from "./corrections.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { runContracts, type RunRequest, type RunResult } from "./run-contracts.ts";
import { reopenMonth, settleMonth } from "./settlements.ts";
import { shippedDefinition } from "./shipped-definitions.ts";
import { dueTellings, noteTold, type Telling } from "./tellings.ts";

export interface Incentives {
  /** Takes a campaign into use, or puts another revision in force. @throws AppError like `putCampaign` */
  putCampaign(definition: unknown, change: CampaignChange): Promise<CampaignSaved>;
  /** Takes one that comes with Belfry into use: `BJ-2025-05`, or a revision of it. @throws AppError CAMPAIGN_NOT_FOUND */
  installCampaign(name: string, change: CampaignChange): Promise<CampaignSaved>;
  /** Books the contracts of a source. @throws AppError like `runContracts` */
  run(request: RunRequest): Promise<RunResult>;
  /** Corrects a contract. @throws AppError like `correctContract` */
  correct(campaign: string, correction: Correction, options: { readonly by: Actor }): Promise<CorrectionBooked>;
  /** Leaves a contract as it is booked. @throws AppError INCENTIVE_CORRECTION_NOT_FOUND */
  dismiss(campaign: string, correction: number, options: { readonly by: Actor }): Promise<void>;
  /** Closes the books of a month, `2025-05`. @throws AppError INCENTIVE_MONTH_CLOSED */
  settle(campaign: string, month: string, options: { readonly by: Actor }): Promise<Settlement>;
  /** Opens them again. @throws AppError INCENTIVE_MONTH_OPEN */
  reopen(campaign: string, month: string, options: { readonly by: Actor; readonly reason: string }): Promise<void>;
  /** What is still to be said, the oldest first. @throws AppError CAMPAIGN_NOT_FOUND */
  tellings(campaign: string, limit: number): Promise<Telling[]>;
  /** Notes that something was said. @throws AppError INCENTIVE_CONTRACT_NOT_FOUND */
  told(
    campaign: string,
    told: { readonly contract: string; readonly kind: "group" | "award"; readonly messageId?: number | null },
  ): Promise<void>;
  /** Compares every sum with the entries, campaign by campaign. */
  verifyIncentives(): Promise<IncentiveVerification[]>;
}

export function createIncentives(deps: LedgerDeps): Incentives {
  return {
    putCampaign: (definition, change) => putCampaign(deps, definition, change),
    installCampaign: async (name, change) => putCampaign(deps, await shippedDefinition(name), change),
    run: (request) => runContracts(deps, request),
    correct: (campaign, correction, options) => correctContract(deps, campaign, correction, options),
    dismiss: (campaign, correction, options) => dismissProposal(deps, campaign, correction, options),
    settle: (campaign, month, options) => settleMonth(deps, campaign, month, options),
    reopen: (campaign, month, options) => reopenMonth(deps, campaign, month, options),
    tellings: (campaign, limit) => dueTellings(deps, campaign, limit),
    told: (campaign, told) => noteTold(deps, campaign, told),
    verifyIncentives: () => verifyIncentives(deps.store),
  };
}
