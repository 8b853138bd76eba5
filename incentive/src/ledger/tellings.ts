import { AppError } from "@belfry/model";
import { loadDueTellings, type DueTelling } from "../sql/load-due-tellings.ts";
import { markTold } from "../sql/mark-told.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** What is to be said, with the key by which a message of it is sent once. */
export interface Telling extends DueTelling {
  readonly campaign: string;
  /** `BJ-2025-05/c-17/group`: the business key of its message. */
  readonly key: string;
}

/** What is still to be said about contracts of a campaign, the oldest first. @throws AppError CAMPAIGN_NOT_FOUND */
export async function dueTellings({ store }: LedgerDeps, campaign: string, limit: number): Promise<Telling[]> {
  const { id } = await campaignInUse(store, campaign);
  const due = await loadDueTellings(store, id, limit);
  return due.map((telling) => ({ ...telling, campaign, key: `${campaign}/${telling.contract}/${telling.kind}` }));
}

/**
 * Notes that something was said: its message was accepted by the channel. The second time changes nothing.
 * @throws AppError CAMPAIGN_NOT_FOUND, INCENTIVE_CONTRACT_NOT_FOUND
 */
export async function noteTold(
  { store }: LedgerDeps,
  campaign: string,
  told: { readonly contract: string; readonly kind: "group" | "award"; readonly messageId?: number | null },
): Promise<void> {
  const { id } = await campaignInUse(store, campaign);
  const { contract, kind, messageId = null } = told;
  const isThere = await store.transaction((tx) => markTold(tx, id, { contract, kind, messageId }));
  if (isThere) return;
  throw new AppError("INCENTIVE_CONTRACT_NOT_FOUND", {
    campaign,
    contract,
    reason: `${campaign} has nothing to be said about the contract ${contract} (${kind}).`,
  });
}
