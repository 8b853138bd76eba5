/**
 * A run of a campaign whose source is all of it: every contract is evaluated anew in the order of the source, what is new is
 * booked, what changed is adjusted, and what left the source is withdrawn. What was told stays told.
 */
import type { Tx } from "@belfry/store";
import type { SourceRow } from "../csv/contract-reader.ts";
import type { Contract } from "../evaluate/contract.ts";
import { startEvaluation } from "../evaluate/start-evaluation.ts";
import { emptyState } from "../evaluate/evaluation-state.ts";
import { countRun, type RunCounts } from "../sql/count-run.ts";
import { loadClosedMonths } from "../sql/load-closed-months.ts";
import { loadStandingPage, type StandingContract } from "../sql/load-standing-page.ts";
import { quarantineRows, type QuarantinedRow } from "../sql/quarantine-rows.ts";
import { resolveQuarantine } from "../sql/resolve-quarantine.ts";
import { resetStanding } from "../sql/reset-standing.ts";
import { setSequence } from "../sql/set-sequence.ts";
import { adjustContracts, type Reevaluated } from "./adjust-contracts.ts";
import { bookRows } from "./book-rows.ts";
import type { Booking } from "./booking.ts";
import { noFaults } from "./fault-points.ts";
import { lockedCampaign, partwise } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { savePeopleOf, saveRest } from "./reevaluate.ts";
import { refuseOtherRevision, type OpenRun } from "./run-part.ts";
import { quarantined } from "./source-row.ts";

const CONTRACTS_AT_ONCE = 5_000;

/** A contract in its place of the source, or the id of one whose row cannot be read there. */
type Place = { readonly contract: Contract } | { readonly contractId: string };

export async function recompute(
  { store, faults = noFaults }: LedgerDeps,
  run: OpenRun,
  source: AsyncIterable<SourceRow>,
): Promise<RunCounts> {
  const places: Place[] = [];
  const putAside = new Map<string, QuarantinedRow>();
  let rows = 0;
  for await (const { read, raw } of source) {
    rows += 1;
    if ("contract" in read) places.push(read);
    else {
      if (read.fault.contractId !== undefined) places.push({ contractId: read.fault.contractId });
      const fault = quarantined(read.fault, raw);
      putAside.set(fault.fingerprint.toString("hex"), fault);
    }
  }
  const counts = await store.transaction(async (tx) => {
    const booked = await settle(tx, run, { places, putAside: [...putAside.values()] });
    const all = { ...booked, rows, proposed: 0, quarantined: putAside.size };
    await countRun(tx, run.id, all);
    await faults.at("before-part-committed");
    return all;
  });
  await faults.at("after-part-committed");
  return counts;
}

async function settle(
  tx: Tx,
  run: OpenRun,
  { places, putAside }: { readonly places: readonly Place[]; readonly putAside: readonly QuarantinedRow[] },
): Promise<Pick<RunCounts, "booked" | "known" | "leftOut" | "rewards">> {
  const inUse = await lockedCampaign(tx, run.key);
  refuseOtherRevision(run, inUse);
  const { id: campaignId, campaign } = inUse;
  if (putAside.length > 0) await quarantineRows(tx, { campaignId, run: run.id, source: run.source }, putAside);
  // An empty answer is a fault of the source more often than the end of every contract.
  if (!places.some((place) => "contract" in place)) return { booked: 0, known: 0, leftOut: 0, rewards: 0 };
  const closed = await loadClosedMonths(tx, campaignId);
  const { id, author, today, source } = run;
  const reason = `${source} was evaluated anew.`;
  const booking: Booking = { campaignId, campaign, run: id, author, reason, closed, today };
  const standing = await loadAllStanding(tx, campaignId);
  // A booked contract whose row cannot be read this time is still there: it stays as it was read last.
  const contracts = places.flatMap((place) => {
    const contract = "contract" in place ? place.contract : standing.get(place.contractId)?.source;
    return contract === undefined ? [] : [contract];
  });
  const evaluation = startEvaluation(partwise(campaign), emptyState(campaign));
  const evaluated = contracts.flatMap((contract) => {
    const outcome = evaluation.add(contract);
    return outcome.kind === "row" ? [outcome.row] : [];
  });
  await resetStanding(tx, campaignId);
  const people = await savePeopleOf(
    tx,
    campaignId,
    evaluated.map((row) => ({ row })),
    evaluation.state(),
  );
  const inSource = new Set(evaluated.map(({ contract }) => contract.id));
  const changes: Reevaluated[] = [
    ...evaluated.flatMap((row): Reevaluated[] => {
      const before = standing.get(row.contract.id);
      return before === undefined ? [] : [{ standing: before, row, personId: people.get(row.person) ?? 0 }];
    }),
    ...[...standing.values()].flatMap((before): Reevaluated[] =>
      inSource.has(before.contractId) ? [] : [{ standing: before, closed: "withdrawn" }],
    ),
  ];
  await adjustContracts(tx, booking, changes);
  const fresh = evaluated.filter(({ contract }) => !standing.has(contract.id));
  await bookRows(tx, { ...booking, reason: null }, fresh, { run: id, people, announce: run.announce });
  await saveRest(tx, booking, evaluation.state());
  await setSequence(tx, campaignId, evaluation.state().sequence);
  if (fresh.length > 0)
    await resolveQuarantine(
      tx,
      campaignId,
      fresh.map(({ contract }) => contract.id),
    );
  return {
    booked: fresh.length,
    known: evaluated.length - fresh.length,
    leftOut: contracts.length - evaluated.length,
    rewards: fresh.reduce((sum, { rewards }) => sum + rewards.length, 0),
  };
}

async function loadAllStanding(tx: Tx, campaignId: number): Promise<Map<string, StandingContract>> {
  const all = new Map<string, StandingContract>();
  let after = 0;
  for (;;) {
    const page = await loadStandingPage(tx, campaignId, { after, limit: CONTRACTS_AT_ONCE });
    for (const standing of page) all.set(standing.contractId, standing);
    const last = page.at(-1);
    if (last === undefined || page.length < CONTRACTS_AT_ONCE) return all;
    after = last.id;
  }
}
