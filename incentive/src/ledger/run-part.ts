/**
 * One part of a run: some rows of a source, booked in one transaction under the lock of the campaign. What is known there
 * changes nothing, so that a part that is repeated after a crash, or by a second run at once, books nothing twice.
 */
import { AppError } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { SourceRow } from "../csv/contract-reader.ts";
import { faultText } from "../csv/row-fault.ts";
import type { Contract } from "../evaluate/contract.ts";
import type { EvaluatedRow } from "../evaluate/evaluated-row.ts";
import { startEvaluation } from "../evaluate/start-evaluation.ts";
import { countRun, type RunCounts } from "../sql/count-run.ts";
import { dropProposals } from "../sql/drop-proposals.ts";
import { loadClosedMonths } from "../sql/load-closed-months.ts";
import { loadKnown } from "../sql/load-known.ts";
import { proposeCorrections, type ProposedCorrection } from "../sql/propose-corrections.ts";
import { quarantineRows, type QuarantinedRow } from "../sql/quarantine-rows.ts";
import { resolveQuarantine } from "../sql/resolve-quarantine.ts";
import { bookRows } from "./book-rows.ts";
import { monthOf, type Booking } from "./booking.ts";
import { lockedCampaign, nameOf, partwise, type LedgerCampaign } from "./ledger-campaign.ts";
import { dayOf } from "./ledger-lines.ts";
import { loadPartialState, savePartialState, type RunMemory } from "./partial-state.ts";
import { proposalOf } from "./proposal-of.ts";
import { quarantined } from "./source-row.ts";

/** A run that is under way. */
export interface OpenRun {
  readonly id: number;
  readonly key: string;
  readonly revision: string;
  readonly source: string;
  readonly author: string;
  readonly today: string;
  readonly announce: boolean;
  readonly memory: RunMemory;
}

export async function runPart(tx: Tx, run: OpenRun, rows: readonly SourceRow[]): Promise<RunCounts> {
  const inUse = await lockedCampaign(tx, run.key);
  refuseOtherRevision(run, inUse);
  const closed = await loadClosedMonths(tx, inUse.id);
  const booking: Booking = {
    campaignId: inUse.id,
    campaign: inUse.campaign,
    run: run.id,
    author: run.author,
    reason: null,
    closed,
    today: run.today,
  };
  const { fresh, faults, known, proposals, agreeing } = await sortRows(tx, inUse, closed, rows);
  if (agreeing.length > 0) await dropProposals(tx, agreeing);
  const { booked, leftOut } = await bookFresh(tx, { run, inUse, booking }, fresh);
  if (faults.length > 0)
    await quarantineRows(tx, { campaignId: inUse.id, run: run.id, source: run.source }, distinct(faults));
  const { author, id } = run;
  const proposed =
    proposals.length === 0 ? 0 : await proposeCorrections(tx, { campaignId: inUse.id, run: id, author }, proposals);
  const counts = {
    rows: rows.length,
    booked: booked.length,
    known,
    leftOut,
    quarantined: faults.length,
    proposed,
    rewards: booked.reduce((sum, { rewards }) => sum + rewards.length, 0),
  };
  await countRun(tx, run.id, counts);
  return counts;
}

/** Whoever saved another revision while a run was under way wants the rest of it evaluated by that one. */
export function refuseOtherRevision(run: Pick<OpenRun, "key" | "revision">, inUse: LedgerCampaign): void {
  if (inUse.revision === run.revision) return;
  throw new AppError("INCENTIVE_RUN_INTERRUPTED", {
    reason: `${nameOf(inUse)} came into force while the run with ${nameOf(run)} was under way.`,
  });
}

async function sortRows(tx: Tx, inUse: LedgerCampaign, closed: ReadonlySet<string>, rows: readonly SourceRow[]) {
  const ids = rows.flatMap(({ read }) => ("contract" in read ? [read.contract.id] : []));
  const before = await loadKnown(tx, inUse.id, ids);
  const fresh: Contract[] = [];
  const faults: QuarantinedRow[] = [];
  const proposals: ProposedCorrection[] = [];
  /** Those of which their source says what is booked, by their numbers in the ledger. */
  const agreeing: number[] = [];
  for (const { row, read, raw } of rows) {
    if ("fault" in read) {
      faults.push(quarantined(read.fault, raw));
      continue;
    }
    const { contract } = read;
    const booked = before.get(contract.id);
    if (booked !== undefined) {
      const proposal = proposalOf(inUse.campaign, booked, contract);
      if (proposal === undefined) agreeing.push(booked.id);
      else proposals.push(proposal);
    } else if (closed.size > 0 && closed.has(monthOf(dayOf(contract))))
      faults.push(quarantined(closedFault(contract, row), raw));
    else fresh.push(contract);
  }
  return { fresh, faults, proposals, agreeing, known: before.size };
}

async function bookFresh(
  tx: Tx,
  { run, inUse, booking }: { readonly run: OpenRun; readonly inUse: LedgerCampaign; readonly booking: Booking },
  fresh: readonly Contract[],
): Promise<{ readonly booked: readonly EvaluatedRow[]; readonly leftOut: number }> {
  if (fresh.length === 0) return { booked: [], leftOut: 0 };
  const before = await loadPartialState(tx, inUse, fresh, run.memory);
  const evaluation = startEvaluation(partwise(inUse.campaign), before);
  const booked: EvaluatedRow[] = [];
  for (const contract of fresh) {
    const outcome = evaluation.add(contract);
    if (outcome.kind === "row") booked.push(outcome.row);
  }
  const leftOut = fresh.length - booked.length;
  if (booked.length === 0) return { booked, leftOut };
  const contracts = booked.map(({ contract }) => contract);
  const after = evaluation.state();
  const people = await savePartialState(tx, inUse, { before, after, contracts, memory: run.memory });
  await bookRows(tx, booking, booked, { run: run.id, people, announce: run.announce });
  await resolveQuarantine(
    tx,
    inUse.id,
    contracts.map(({ id }) => id),
  );
  return { booked, leftOut };
}

function closedFault({ id, signedAt = "" }: Contract, row: number) {
  return {
    row,
    contractId: id,
    value: signedAt,
    ...faultText("monthClosed", { month: monthOf(dayOf({ signedAt })) }),
  };
}

/** One statement cannot touch a row twice. */
function distinct(faults: readonly QuarantinedRow[]): QuarantinedRow[] {
  return [...new Map(faults.map((fault) => [fault.fingerprint.toString("hex"), fault])).values()];
}
