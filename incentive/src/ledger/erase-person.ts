/**
 * Finds and erases a person in the ledger of rewards. Figures and entries stay: they are sums of money, and hold no name but
 * that of the person, which is replaced. A person of whom another contract comes afterwards is a new one.
 */
import { eraseTexts, findTexts, type FoundText, type Store } from "@belfry/store";
import { incentiveConfiguration, incentivePlaces } from "./personal-places.ts";

/** How many rows of one table are given; more than that is no longer read by anybody. */
const MOST_ROWS = 10_000;

export async function findPersonInIncentives(store: Store, texts: readonly string[]): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of [...incentivePlaces, ...incentiveConfiguration])
    found.push(...(await findTexts(store, place, texts, MOST_ROWS)));
  return found;
}

/** Replaces the texts and returns how many rows that were, by table. Doing it twice changes nothing. */
export async function erasePersonInIncentives(store: Store, texts: readonly string[]): Promise<Record<string, number>> {
  const erased: Record<string, number> = {};
  for (const place of incentivePlaces) {
    const count = await eraseTexts(store, place, texts);
    if (count > 0) erased[place.table] = count;
  }
  return erased;
}
