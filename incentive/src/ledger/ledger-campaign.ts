import { AppError } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";
import { Campaign, campaignName } from "../campaign/campaign.ts";
import { lockCampaign } from "../sql/lock-campaign.ts";
import type { CampaignRow } from "../sql/load-campaign.ts";
import { loadCampaign } from "../sql/load-campaign.ts";

/** A campaign that was taken into use, with its revision in force. */
export interface LedgerCampaign extends Omit<CampaignRow, "definition"> {
  readonly definition: unknown;
  readonly campaign: Campaign;
}

/** @throws AppError CAMPAIGN_NOT_FOUND */
export async function campaignInUse(db: Queryable, key: string): Promise<LedgerCampaign> {
  return read(await loadCampaign(db, key), key);
}

/** The same, locked until the transaction ends. @throws AppError CAMPAIGN_NOT_FOUND */
export async function lockedCampaign(tx: Tx, key: string): Promise<LedgerCampaign> {
  return read(await lockedRow(tx, key), key);
}

/** What stands in a campaign, once nobody else changes it any more. */
export async function lockedRow(tx: Tx, key: string): Promise<CampaignRow | undefined> {
  // By a second statement: the first one may have waited for somebody who put another revision in force.
  return (await lockCampaign(tx, key)) ? loadCampaign(tx, key) : undefined;
}

function read(row: CampaignRow | undefined, key: string): LedgerCampaign {
  if (row === undefined)
    throw new AppError("CAMPAIGN_NOT_FOUND", {
      campaign: key,
      reason: `${key} was not taken into use. Those that come with Belfry are installed by: belfry incentive install ${key}.`,
    });
  return { ...row, campaign: Campaign.parse(row.definition) };
}

/**
 * The campaign as the ledger evaluates it. What a run forgets at its end (`projectQuotaPerRun`, `addressMemoryPerRun`) and
 * what it evaluates anew is decided by the ledger, because it evaluates a run part by part.
 */
export function partwise(campaign: Campaign): Campaign {
  const quirks = { ...campaign.quirks, projectQuotaPerRun: false, addressMemoryPerRun: false };
  return { ...campaign, refresh: "append", quirks };
}

export function nameOf({ key, revision }: Pick<CampaignRow, "key" | "revision">): string {
  return campaignName({ campaign: key, revision });
}
