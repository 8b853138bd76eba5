/**
 * Evaluates the contracts of a campaign anew, in the order in which they were booked, and writes the differences.
 *
 * A contract that was withdrawn keeps its running number: were it given to the next one, lucky contracts that were
 * announced would stop being lucky because of somebody else's contract.
 */
import type { Tx } from "@belfry/store";
import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "../evaluate/contract.ts";
import { remembersProjects } from "../evaluate/count-contract.ts";
import { noFigures, emptyState, type EvaluationState } from "../evaluate/evaluation-state.ts";
import { startEvaluation } from "../evaluate/start-evaluation.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { loadStandingPage, type StandingContract } from "../sql/load-standing-page.ts";
import { resetStanding } from "../sql/reset-standing.ts";
import { savePeople } from "../sql/save-people.ts";
import { saveProjects } from "../sql/save-projects.ts";
import { saveAddresses } from "../sql/save-addresses.ts";
import { adjustContracts, type Reevaluated } from "./adjust-contracts.ts";
import type { Booking } from "./booking.ts";
import { partwise } from "./ledger-campaign.ts";
import { addressHash, remembersAddresses } from "./partial-state.ts";

const CONTRACTS_AT_ONCE = 5_000;

/** What is otherwise than it stands. */
export interface Otherwise {
  /** What contracts are instead, by their numbers in the ledger. */
  readonly contracts?: ReadonlyMap<number, (standing: Contract) => Contract>;
  /** Contracts that do not hold any more, by their numbers in the ledger. */
  readonly withdrawn?: ReadonlySet<number>;
}

/** Writes the differences and returns how many entries they were. The campaign has to be locked. */
export async function reevaluate(tx: Tx, booking: Booking, otherwise: Otherwise = {}): Promise<number> {
  const { campaign, campaignId } = booking;
  await resetStanding(tx, campaignId);
  const evaluator = stepwise(campaign);
  let entries = 0;
  let after = 0;
  for (;;) {
    const page = await loadStandingPage(tx, campaignId, { after, limit: CONTRACTS_AT_ONCE });
    const changes = page.map((standing) => evaluator.next(standing, otherwise));
    const people = await savePeopleOf(tx, campaignId, changes, evaluator.state());
    entries += await adjustContracts(
      tx,
      booking,
      changes.map(({ standing, row, closed }): Reevaluated =>
        row === undefined ? { standing, closed } : { standing, row, personId: people.get(row.person) ?? 0 },
      ),
    );
    const last = page.at(-1);
    if (last === undefined || page.length < CONTRACTS_AT_ONCE) break;
    after = last.id;
  }
  await saveRest(tx, booking, evaluator.state());
  return entries;
}

interface Step {
  readonly standing: StandingContract;
  readonly row: EvaluatedRow | undefined;
  readonly closed: "withdrawn" | "left-out";
}

/** Evaluates one standing contract after the other, over the ends of runs and over running numbers that are left out. */
function stepwise(campaign: Campaign) {
  const { quirks } = campaign;
  const working = partwise(campaign);
  let evaluation = startEvaluation(working, emptyState(campaign));
  let run: number | undefined;
  const resume = (change: Partial<EvaluationState>) => {
    // Ids are unique in the ledger; carrying them along would cost their number at each resumption.
    evaluation = startEvaluation(working, { ...evaluation.state(), known: new Set(), ...change });
  };
  return {
    state: () => evaluation.state(),
    next(standing: StandingContract, { contracts, withdrawn }: Otherwise): Step {
      if (run !== undefined && run !== standing.runId && (quirks.projectQuotaPerRun || quirks.addressMemoryPerRun))
        resume({
          ...(quirks.projectQuotaPerRun && { projects: new Map() }),
          ...(quirks.addressMemoryPerRun && { addresses: new Set() }),
        });
      run = standing.runId;
      const isWithdrawn = standing.state === "withdrawn" || withdrawn?.has(standing.id) === true;
      if (isWithdrawn) {
        const { sequence } = evaluation.state();
        if (!standing.historical) resume({ sequence: sequence + 1 });
        return { standing, row: undefined, closed: "withdrawn" };
      }
      const corrected = contracts?.get(standing.id);
      const outcome = evaluation.add(corrected === undefined ? standing.source : corrected(standing.source));
      return outcome.kind === "row"
        ? { standing, row: outcome.row, closed: "withdrawn" }
        : { standing, row: undefined, closed: "left-out" };
    },
  };
}

/** Writes the figures of those whom some rows are about, and returns their numbers by their keys. */
export async function savePeopleOf(
  tx: Tx,
  campaignId: number,
  steps: readonly { readonly row: EvaluatedRow | undefined }[],
  state: EvaluationState,
): Promise<Map<string, number>> {
  const named = new Map<string, Contract>();
  for (const { row } of steps) if (row !== undefined) named.set(row.person, row.contract);
  if (named.size === 0) return new Map();
  return savePeople(
    tx,
    campaignId,
    [...named].map(([key, { housekeeper, provider }]) => ({
      ...(state.persons.get(key) ?? noFigures),
      key,
      name: housekeeper,
      provider,
    })),
  );
}

/** Writes what projects have used up and which addresses had their award, after the last contract. */
export async function saveRest(tx: Tx, { campaign, campaignId }: Booking, state: EvaluationState): Promise<void> {
  const { quirks } = campaign;
  if (remembersProjects(campaign) && !quirks.projectQuotaPerRun) {
    const projects = [...state.projects];
    for (let at = 0; at < projects.length; at += CONTRACTS_AT_ONCE)
      await saveProjects(tx, campaignId, new Map(projects.slice(at, at + CONTRACTS_AT_ONCE)));
  }
  if (remembersAddresses(campaign) && !quirks.addressMemoryPerRun) {
    const addresses = [...state.addresses];
    for (let at = 0; at < addresses.length; at += CONTRACTS_AT_ONCE)
      await saveAddresses(tx, campaignId, addresses.slice(at, at + CONTRACTS_AT_ONCE).map(addressHash));
  }
}
