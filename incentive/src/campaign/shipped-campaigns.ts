import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import { campaignName, type Campaign } from "./campaign.ts";
import { checkOverlaps } from "./check-overlaps.ts";
import { readCampaign } from "./read-campaign.ts";

const shippedFolder = join(import.meta.dirname, "../../campaigns");

/**
 * Reads every campaign file of a folder, sorted by key and revision.
 *
 * @param folder @default the campaigns that come with Belfry
 * @throws AppError `CAMPAIGN_INVALID` for a file that is wrong, that is named otherwise than its campaign, or whose period
 * overlaps with another one's.
 */
export async function readCampaigns(folder = shippedFolder): Promise<Campaign[]> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).toSorted();
  const campaigns = await Promise.all(files.map((file) => readNamed(folder, file)));
  const problems = checkOverlaps(campaigns);
  if (problems.length > 0) throw new AppError("CAMPAIGN_INVALID", { folder, problems });
  return campaigns.toSorted((a, b) => compare(a.campaign, b.campaign) || compare(a.revision, b.revision));
}

async function readNamed(folder: string, file: string): Promise<Campaign> {
  const { campaign } = readCampaign(await readFile(join(folder, file), "utf8"), file);
  // Two files of one revision would be found in the order of a disk.
  if (file.replace(/\.ya?ml$/, "") !== campaignName(campaign))
    throw new AppError("CAMPAIGN_INVALID", {
      reason: `The file ${file} holds ${campaignName(campaign)}. Name it ${campaignName(campaign)}.yaml.`,
    });
  return campaign;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
