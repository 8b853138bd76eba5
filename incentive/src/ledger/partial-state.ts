/**
 * The part of a campaign's state that some contracts ask for. An evaluation of 200 contracts on a ledger of a million reads
 * their people, projects and addresses and nothing else.
 */
import { createHash } from "node:crypto";
import type { Tx } from "@belfry/store";
import type { Campaign } from "../campaign/campaign.ts";
import { orderTypeOf, type Contract } from "../evaluate/contract.ts";
import { remembersProjects } from "../evaluate/count-contract.ts";
import { noFigures, type EvaluationState } from "../evaluate/evaluation-state.ts";
import { addressKey, personKey } from "../evaluate/person-key.ts";
import { loadPeople } from "../sql/load-people.ts";
import { loadAddresses } from "../sql/load-addresses.ts";
import { loadProjects } from "../sql/load-projects.ts";
import { savePeople } from "../sql/save-people.ts";
import { saveProjects } from "../sql/save-projects.ts";
import { saveAddresses } from "../sql/save-addresses.ts";
import { setSequence } from "../sql/set-sequence.ts";
import type { LedgerCampaign } from "./ledger-campaign.ts";

/** What a run of a campaign with the old quirks remembers only while it lasts. */
export interface RunMemory {
  readonly projects: Map<string, number>;
  readonly addresses: Set<string>;
}

export function newRunMemory(): RunMemory {
  return { projects: new Map(), addresses: new Set() };
}

/** An address tells where somebody lives: the ledger keeps its hash. */
export function addressHash(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

export function remembersAddresses({ selfReferral, quirks }: Campaign): boolean {
  return selfReferral.award !== undefined || quirks.repeatedAddressGetsNothing;
}

export async function loadPartialState(
  tx: Tx,
  { id, key, revision, sequence, campaign }: LedgerCampaign,
  contracts: readonly Contract[],
  memory: RunMemory,
): Promise<EvaluationState> {
  const { quirks } = campaign;
  const people = [...new Set(contracts.map((contract) => personKey(campaign, contract)))];
  const projects = [...new Set(contracts.map(({ project }) => project))];
  const hasProjects = remembersProjects(campaign) && !quirks.projectQuotaPerRun;
  const hasAddresses = remembersAddresses(campaign) && !quirks.addressMemoryPerRun;
  return {
    campaign: `${key}@${revision}`,
    sequence,
    persons: await loadPeople(tx, id, people),
    projects: hasProjects ? await loadProjects(tx, id, projects) : rememberedProjects(memory, projects),
    addresses: hasAddresses
      ? await knownAddresses(tx, { id, campaign }, contracts)
      : rememberedAddresses(memory, campaign, contracts),
    known: new Set(),
  };
}

/** Those that the contracts are about. All of them would be copied for each part of a run, again and again. */
function rememberedProjects(memory: RunMemory, projects: readonly string[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const project of projects) {
    const usedFen = memory.projects.get(project);
    if (usedFen !== undefined) used.set(project, usedFen);
  }
  return used;
}

function rememberedAddresses(memory: RunMemory, campaign: Campaign, contracts: readonly Contract[]): Set<string> {
  if (memory.addresses.size === 0) return new Set();
  return new Set(addressKeys(campaign, contracts).filter((key) => memory.addresses.has(key)));
}

function addressKeys(campaign: Campaign, contracts: readonly Contract[]): string[] {
  const keys = new Set<string>();
  for (const contract of contracts)
    if (orderTypeOf(contract) === "selfReferral")
      keys.add(addressKey(personKey(campaign, contract), contract.address ?? ""));
  return [...keys];
}

async function knownAddresses(
  tx: Tx,
  { id, campaign }: Pick<LedgerCampaign, "id" | "campaign">,
  contracts: readonly Contract[],
): Promise<Set<string>> {
  const keys = addressKeys(campaign, contracts);
  if (keys.length === 0) return new Set();
  const hashes = keys.map(addressHash);
  const known = await loadAddresses(tx, id, hashes);
  return new Set(keys.filter((_, i) => known.has(hashes[i]?.toString("hex") ?? "")));
}

/** Writes what has become of a partial state, and returns the numbers of its people by their keys. */
export async function savePartialState(
  tx: Tx,
  { id, campaign }: Pick<LedgerCampaign, "id" | "campaign">,
  change: {
    readonly before: EvaluationState;
    readonly after: EvaluationState;
    readonly contracts: readonly Contract[];
    readonly memory: RunMemory;
  },
): Promise<Map<string, number>> {
  const { before, after, contracts, memory } = change;
  const { quirks } = campaign;
  // The last contract of a person says what they are called now.
  const named = new Map(contracts.map((contract) => [personKey(campaign, contract), contract]));
  const people = await savePeople(
    tx,
    id,
    [...named].map(([key, { housekeeper, provider }]) => ({
      ...(after.persons.get(key) ?? noFigures),
      key,
      name: housekeeper,
      provider,
    })),
  );
  if (remembersProjects(campaign)) {
    if (quirks.projectQuotaPerRun) copyInto(memory.projects, after.projects);
    else await saveProjects(tx, id, after.projects);
  }
  if (remembersAddresses(campaign)) {
    const added = [...after.addresses].filter((address) => !before.addresses.has(address));
    if (quirks.addressMemoryPerRun) for (const address of added) memory.addresses.add(address);
    else if (added.length > 0) await saveAddresses(tx, id, added.map(addressHash));
  }
  if (after.sequence !== before.sequence) await setSequence(tx, id, after.sequence);
  return people;
}

function copyInto(target: Map<string, number>, source: ReadonlyMap<string, number>): void {
  for (const [key, value] of source) target.set(key, value);
}
