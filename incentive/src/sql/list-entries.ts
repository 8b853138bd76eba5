import type { Queryable } from "@belfry/store";
import type { EntryKind } from "./insert-entries.ts";

/** A line of the ledger. */
export interface LedgerEntry {
  readonly id: number;
  readonly contract: string | null;
  readonly person: string;
  readonly provider: string;
  readonly day: string;
  readonly month: string;
  readonly kind: EntryKind;
  readonly rewardType: string | null;
  readonly rewardName: string | null;
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
  readonly run: number | null;
  readonly author: string;
  readonly reason: string | null;
  readonly at: Date;
}

export interface EntryFilter {
  readonly month?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export const columns = `
  e.id, c.contract_id as contract, p.key as person, e.provider, e.day, e.month, e.kind, e.reward_type as "rewardType",
  e.reward_name as "rewardName", e.contracts, e.amount_fen as "amountFen", e.performance_fen as "performanceFen", e.rewards,
  e.reward_fen as "rewardFen", e.run_id as run, e.author, e.reason, e.at`;

/** The entries of a campaign, the newest first. */
export async function listEntries(db: Queryable, campaignId: number, filter: EntryFilter): Promise<LedgerEntry[]> {
  const { rows } = await db.query<LedgerEntry>({
    name: "incentive-list-entries",
    text: `
      select ${columns}
      from belfry.incentive_entries e
      join belfry.incentive_people p on p.id = e.person_id
      left join belfry.incentive_contracts c on c.id = e.contract
      where e.campaign_id = $1 and ($2::text is null or e.month = $2) and ($3::text is null or e.kind = $3)
        and ($4::bigint is null or e.id < $4)
      order by e.id desc limit $5`,
    values: [campaignId, filter.month ?? null, filter.kind ?? null, filter.before ?? null, filter.limit],
  });
  return rows;
}
