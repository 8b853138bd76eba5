import type { Campaign } from "../campaign/campaign.ts";

/** Whose name gets a badge and whose awards are doubled. */
export interface People {
  readonly elite: readonly string[];
  readonly risingStars: readonly string[];
}

/** What stands before a name: a badge, or nothing. */
export function badgeOf({ messages, quirks }: Campaign, people: People, name: string): string {
  const { eliteBadge, risingStarBadge } = messages;
  if (eliteBadge !== undefined && people.elite.includes(name)) return eliteBadge;
  const isHidden = quirks.eliteBadgeHidesRisingStar && eliteBadge !== undefined;
  return risingStarBadge !== undefined && !isHidden && people.risingStars.includes(name) ? risingStarBadge : "";
}
