import { AppError } from "@belfry/model";
import type { IncentiveLedger } from "@belfry/plugin-kit";

const noCampaign = () => Promise.reject(new AppError("CAMPAIGN_NOT_FOUND"));

/** Where nobody brought a ledger of rewards, there is no campaign. */
export const noIncentives: IncentiveLedger = { run: noCampaign, tellings: noCampaign, told: noCampaign };
