/**
 * The one way into the ledger: entries and the sums of them that screens read, in one transaction. Whoever wrote an entry
 * beside it would make a total that is not the sum of entries.
 */
import type { Tx } from "@belfry/store";
import { addDays, type DayRewardSum, type DaySum } from "../sql/add-days.ts";
import { addDayRewards } from "../sql/add-day-rewards.ts";
import { insertEntries, type EntryOrigin, type NewEntry } from "../sql/insert-entries.ts";

export async function bookEntries(tx: Tx, origin: EntryOrigin, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await insertEntries(tx, origin, entries);
  await addDays(tx, origin.campaignId, sumDays(entries));
  const rewards = sumRewards(entries);
  if (rewards.length > 0) await addDayRewards(tx, origin.campaignId, rewards);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function sumDays(entries: readonly NewEntry[]): DaySum[] {
  const sums = new Map<string, Mutable<DaySum>>();
  for (const entry of entries) {
    const { day, personId, provider } = entry;
    const key = `${day}/${personId}/${provider}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { day, personId, provider, contracts: 0, amountFen: 0, performanceFen: 0, rewards: 0, rewardFen: 0 };
      sums.set(key, sum);
    }
    sum.contracts += entry.contracts;
    sum.amountFen += entry.amountFen;
    sum.performanceFen += entry.performanceFen;
    sum.rewards += entry.rewards;
    sum.rewardFen += entry.rewardFen;
  }
  return [...sums.values()];
}

function sumRewards(entries: readonly NewEntry[]): DayRewardSum[] {
  const sums = new Map<string, Mutable<DayRewardSum>>();
  for (const { day, personId, provider, rewardType, rewardName, rewards, rewardFen } of entries) {
    if (rewardType === null || rewardName === null) continue;
    const key = `${day}/${personId}/${rewardType}/${rewardName}/${provider}`;
    const sum = sums.get(key) ?? { day, personId, provider, rewardType, rewardName, rewards: 0, rewardFen: 0 };
    sum.rewards += rewards;
    sum.rewardFen += rewardFen;
    sums.set(key, sum);
  }
  return [...sums.values()];
}
