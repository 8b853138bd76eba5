import type { Campaign } from "../campaign/campaign.ts";
import type { EntryOrigin } from "../sql/insert-entries.ts";

/** What everything that books needs: which campaign, who, and which months are closed. */
export interface Booking extends EntryOrigin {
  readonly campaign: Campaign;
  readonly closed: ReadonlySet<string>;
  /** The business day of the moment, in Asia/Shanghai: an adjustment of a closed month stands in this one. */
  readonly today: string;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}
