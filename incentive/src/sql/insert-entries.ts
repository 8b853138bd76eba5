import type { Tx } from "@belfry/store";

export type EntryKind = "performance" | "reward" | "adjustment";

/** A line of the ledger that is to be written. */
export interface NewEntry {
  readonly contract: number | null;
  readonly personId: number;
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
}

/** Who adds entries, and why. */
export interface EntryOrigin {
  readonly campaignId: number;
  readonly run: number | null;
  readonly author: string;
  readonly reason: string | null;
}

/** Adds entries; the sums for screens are added beside, by `bookEntries`. */
export async function insertEntries(tx: Tx, origin: EntryOrigin, entries: readonly NewEntry[]): Promise<void> {
  await tx.query({
    name: "incentive-insert-entries",
    text: `
      insert into belfry.incentive_entries (campaign_id, run_id, author, reason, at, contract, person_id, provider, day, month,
        kind, reward_type, reward_name, contracts, amount_fen, performance_fen, rewards, reward_fen)
      select $1, $2, $3, $4, (select belfry.now()), v.*
      from unnest($5::bigint[], $6::int[], $7::text[], $8::date[], $9::text[], $10::text[], $11::text[], $12::text[],
        $13::smallint[], $14::bigint[], $15::bigint[], $16::smallint[], $17::bigint[]) as v`,
    values: [
      origin.campaignId,
      origin.run,
      origin.author,
      origin.reason,
      entries.map(({ contract }) => contract),
      entries.map(({ personId }) => personId),
      entries.map(({ provider }) => provider),
      entries.map(({ day }) => day),
      entries.map(({ month }) => month),
      entries.map(({ kind }) => kind),
      entries.map(({ rewardType }) => rewardType),
      entries.map(({ rewardName }) => rewardName),
      entries.map(({ contracts }) => contracts),
      entries.map(({ amountFen }) => amountFen),
      entries.map(({ performanceFen }) => performanceFen),
      entries.map(({ rewards }) => rewards),
      entries.map(({ rewardFen }) => rewardFen),
    ],
  });
}
