import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { findCampaign } from "../campaign/find-campaign.ts";
import { campaignName, type Campaign } from "../campaign/campaign.ts";
import { readCampaigns } from "../campaign/shipped-campaigns.ts";

const shippedFolder = join(import.meta.dirname, "../../campaigns");

/** A campaign that comes with Belfry, as its file has it. @throws AppError CAMPAIGN_NOT_FOUND */
export async function shippedDefinition(name: string): Promise<unknown> {
  const campaign = findCampaign(await readCampaigns(), name);
  return parse(await readFile(join(shippedFolder, `${campaignName(campaign)}.yaml`), "utf8"));
}

export function shippedCampaigns(): Promise<Campaign[]> {
  return readCampaigns();
}
