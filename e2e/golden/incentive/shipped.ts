import { findCampaign, readCampaigns, type Campaign } from "@belfry/incentive";

/** Which of the revisions of a campaign a case means. */
export type Engine = "legacy" | "pipeline";

const shipped = await readCampaigns();

/** The campaign of a case: its first revision, the one of August, or the one of the later program where there are two. */
export function campaignOf(key: string, { engine, revised = false }: { engine: Engine; revised?: boolean }): Campaign {
  const ofKey = shipped.filter(({ campaign }) => campaign === key);
  const later = engine === "pipeline" ? ofKey.find(({ revision }) => revision.endsWith("-pipeline")) : undefined;
  const found = revised ? ofKey.find(({ revision }) => revision === "2025-08") : (later ?? ofKey[0]);
  return found ?? findCampaign(shipped, key);
}

/** The campaign of a message: the revision with this layout and doubling. */
export function campaignOfMessage(
  key: string,
  wanted: { readonly template: string; readonly eliteDoubling: Campaign["messages"]["eliteDoubling"] },
): Campaign {
  const ofKey = shipped.filter(({ campaign, messages }) => campaign === key && messages.template === wanted.template);
  const exact = ofKey.find(({ messages }) => messages.eliteDoubling === wanted.eliteDoubling);
  if (exact !== undefined) return exact;
  const [first = findCampaign(shipped, key)] = ofKey;
  return { ...first, messages: { ...first.messages, eliteDoubling: wanted.eliteDoubling } };
}

export function isShipped(key: string): boolean {
  return shipped.some(({ campaign }) => campaign === key);
}
