import type { Campaign } from "../campaign/campaign.ts";

/** What an award is worth, if the campaign says so. */
export function amountOf(awards: Campaign["awards"], name: string): { readonly amountFen?: number } {
  const amountFen = awards?.[name];
  return amountFen === undefined ? {} : { amountFen };
}
