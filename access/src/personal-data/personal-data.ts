/**
 * What is kept about a person, and how it goes.
 *
 * A person is found by texts: an address, a number, a name. What work left behind is erased; what people configured
 * (variables, rules, accounts, names of users) is named and stays, for changing it would change what runs. Each package
 * looks after its own tables. The trail says that somebody was erased by a keyed hash of the texts: whoever knows one can
 * be answered, and nobody reads it there.
 */
import { createHmac } from "node:crypto";
import type { Actor } from "@belfry/model";
import { eraseTexts, findTexts, type FoundText, type Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { eraseAuditDetails } from "../sql/erase-audit-details.ts";
import { eraseUserAddresses } from "../sql/erase-user-addresses.ts";
import { accessConfiguration, accessPlaces, auditPlace } from "./access-places.ts";

/** A package that keeps something about people. */
export interface PersonalDataKeeper {
  findPerson(texts: readonly string[]): Promise<FoundText[]>;
  erasePerson(texts: readonly string[]): Promise<Readonly<Record<string, number>>>;
}

export interface Erasure {
  /** How many rows and files were erased, by place. */
  readonly erased: Readonly<Record<string, number>>;
  /** Where the person still stands: what people configured, and who did what. */
  readonly stillNamedIn: readonly FoundText[];
}

export interface PersonalData {
  /** Everything in which one of the texts stands. */
  export(texts: readonly string[], by: Actor): Promise<FoundText[]>;
  /**
   * Erases the texts wherever work left them. In batches: when it is interrupted, begin it again. A second time erases
   * nothing and says the same of what stays.
   */
  erase(texts: readonly string[], by: Actor): Promise<Erasure>;
}

const MOST_ROWS = 10_000;

export function createPersonalData(deps: {
  readonly store: Store;
  /** The master key of the vault: with it the hashes in the trail are made, and can be made again until it is rotated. */
  readonly hashKey: () => Promise<Buffer | undefined>;
  readonly keepers: readonly PersonalDataKeeper[];
}): PersonalData {
  const { store, keepers } = deps;

  const find = async (texts: readonly string[]): Promise<FoundText[]> => {
    const found = (await Promise.all(keepers.map((keeper) => keeper.findPerson(texts)))).flat();
    for (const place of [...accessPlaces, ...accessConfiguration, auditPlace])
      found.push(...(await findTexts(store, place, texts, MOST_ROWS)));
    return found;
  };

  const record = async (
    by: Actor,
    verb: string,
    texts: readonly string[],
    counts: Readonly<Record<string, number>>,
  ) => {
    const key = await deps.hashKey();
    if (key === undefined) throw new Error("The master key of this process is not known to itself.");
    const hashes = texts.map((text) => hashOf(key, text));
    const subject = { kind: "person", id: hashes[0] ?? "" };
    await store.transaction((tx) =>
      writeAudit(tx, { by, action: `personal-data.${verb}`, subject, outcome: "done", detail: { hashes, counts } }),
    );
  };

  return {
    async export(texts, by) {
      const found = await find(texts);
      await record(by, "export", texts, countByPlace(found));
      return found;
    },

    async erase(texts, by) {
      const erased: Record<string, number> = {};
      for (const keeper of keepers) Object.assign(erased, await keeper.erasePerson(texts));
      for (const place of accessPlaces) {
        const count = await eraseTexts(store, place, texts);
        if (count > 0) erased[place.table] = count;
      }
      const addresses = await eraseUserAddresses(store, texts);
      if (addresses > 0) erased["users"] = (erased["users"] ?? 0) + addresses;
      const details = await eraseAuditDetails(store, texts);
      if (details > 0) erased["audit_entries"] = details;
      await record(by, "erase", texts, erased);
      return { erased, stillNamedIn: await find(texts) };
    },
  };
}

function hashOf(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(`personal-data\n${text.toLowerCase()}`).digest("hex").slice(0, 32);
}

function countByPlace(found: readonly FoundText[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { place } of found) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}
