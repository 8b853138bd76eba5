/**
 * Finds and erases a person in the ledger of rewards. Figures and entries stay: they are sums of money, and hold no name.
 * Every person who is erased stays one of their own, and so does every address, so that the next evaluation of a campaign
 * comes to what it came to before. A person of whom another contract comes afterwards is a new one.
 */
import { eraseTexts, findTexts, type FoundText, type Store } from "@belfry/store";
import { eraseAddresses } from "../sql/erase-addresses.ts";
import { erasePeople } from "../sql/erase-people.ts";
import { findCampaignsNaming } from "../sql/find-campaigns-naming.ts";
import { lockedRow } from "./ledger-campaign.ts";
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
  const { people, contracts } = await eraseNames(store, texts);
  const erased: Record<string, number> = {};
  for (const place of incentivePlaces) {
    const count = await eraseTexts(store, place, texts, async (_tx, rows) => {
      if (place.table === "incentive_contracts") for (const { id } of rows) contracts.add(Number(id));
    });
    if (count > 0) erased[place.table] = count;
  }
  // A contract whose person got another name may name them elsewhere too, and is one row.
  if (contracts.size > 0) erased["incentive_contracts"] = contracts.size;
  if (people > 0) erased["incentive_people"] = people;
  return erased;
}

/** The names by which an evaluation knows people and addresses, campaign by campaign. */
async function eraseNames(
  store: Store,
  texts: readonly string[],
): Promise<{ readonly people: number; readonly contracts: Set<number> }> {
  const wanted = texts.map((text) => text.toLowerCase());
  const contracts = new Set<number>();
  let people = 0;
  for (const key of await findCampaignsNaming(store, wanted))
    await store.transaction(async (tx) => {
      // Locked: a run that is under way would write the name back.
      const campaign = await lockedRow(tx, key);
      if (campaign === undefined) return;
      const named = await erasePeople(tx, campaign.id, wanted);
      people += named.people;
      for (const id of [...named.contracts, ...(await eraseAddresses(tx, campaign.id, wanted))]) contracts.add(id);
    });
  return { people, contracts };
}
