import { AppError } from "@belfry/model";
import { campaignName, type Campaign } from "./campaign.ts";

/**
 * The campaign of a key, `BJ-2025-05` or `BJ-2025-05@2025-08`; of several revisions the last one by text, unless one is
 * named.
 *
 * @throws AppError `CAMPAIGN_NOT_FOUND`, with those that exist.
 */
export function findCampaign(campaigns: readonly Campaign[], name: string, revision?: string): Campaign {
  const [key = "", inName] = name.split("@");
  const wanted = revision ?? inName;
  const ofKey = campaigns.filter(({ campaign }) => campaign === key);
  const found =
    wanted === undefined
      ? ofKey.toSorted((a, b) => (a.revision < b.revision ? -1 : 1)).at(-1)
      : ofKey.find((campaign) => campaign.revision === wanted);
  if (found !== undefined) return found;
  const there = (ofKey.length > 0 ? ofKey : campaigns).map(campaignName);
  throw new AppError("CAMPAIGN_NOT_FOUND", {
    reason: `${wanted === undefined ? key : `${key}@${wanted}`} is not there. There are ${there.join(", ")}.`,
    campaigns: there,
  });
}
