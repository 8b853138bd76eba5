import { AppError } from "@belfry/model";
import { campaignName, type Campaign } from "../campaign/campaign.ts";
import type { SourceRow } from "../csv/contract-reader.ts";
import type { RunCounts } from "../sql/count-run.ts";
import { endRun } from "../sql/end-run.ts";
import { insertRun } from "../sql/insert-run.ts";
import { readToday } from "../sql/read-today.ts";
import { openArchive, type FileOfRun } from "./archive-source.ts";
import { noFaults } from "./fault-points.ts";
import { campaignInUse, lockedCampaign } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { newRunMemory } from "./partial-state.ts";
import { proposeWithdrawals } from "./propose-withdrawals.ts";
import { inParts, readAhead } from "./read-ahead.ts";
import { recompute } from "./recompute.ts";
import { runPart, type OpenRun } from "./run-part.ts";

/** So many rows are booked in one transaction: fewer cost a commit each, more hold the campaign's lock for long. */
const ROWS_IN_PART = 20_000;

export interface RunRequest {
  readonly campaign: string;
  /** Reads the source as rows of the campaign. */
  readonly read: (campaign: Campaign) => AsyncIterable<SourceRow>;
  /** What the source is called, for people. */
  readonly source: string;
  /** Whether the source holds all contracts of the campaign: what is booked and missing in it is proposed to be withdrawn. @default false */
  readonly complete?: boolean;
  /** Whether people are to be told of what is new. `false` for an import of the past. @default true */
  readonly announce?: boolean;
  readonly author: string;
  readonly executionId?: number;
}

export interface RunResult extends RunCounts {
  readonly run: number;
  /** `BJ-2025-05@2025-08` */
  readonly campaign: string;
}

const nothing: RunCounts = { rows: 0, booked: 0, known: 0, leftOut: 0, quarantined: 0, proposed: 0, rewards: 0 };

/**
 * Books the contracts of a source. Rows that are wrong are put aside and the rest goes on; contracts that are known change
 * nothing; one whose amount is another, or that left a complete source, is proposed as a correction. The second time the
 * same source books nothing. It is booked part by part, and a run that was cut off is ended by the next one.
 *
 * @param file what is read, where it is a file: it is kept as it is
 * @throws AppError CAMPAIGN_NOT_FOUND, CONTRACTS_UNREADABLE, INCENTIVE_RUN_INTERRUPTED
 */
export async function runContracts(deps: LedgerDeps, request: RunRequest, file?: FileOfRun): Promise<RunResult> {
  const { store, faults = noFaults } = deps;
  const { source, author, complete = false, announce = true } = request;
  const { key, revision, campaign } = await campaignInUse(store, request.campaign);
  await using archive = await openArchive(deps, file);
  const id = await store.transaction(async (tx) => {
    const { id: campaignId } = await lockedCampaign(tx, key);
    return insertRun(tx, { campaignId, revision, source, executionId: request.executionId ?? null, author });
  });
  await faults.at("after-run-began");
  const today = await readToday(store);
  const run: OpenRun = { id, key, revision, source, author, today, announce, memory: newRunMemory() };
  try {
    const rows = archive.passing(request.read(campaign));
    const counts =
      campaign.refresh === "recompute"
        ? await recompute(deps, run, rows)
        : await bookParts(deps, run, { rows, complete });
    await archive.keep(id);
    await faults.at("before-run-ended");
    await endRun(store, id, { state: "done" });
    return { run: id, campaign: campaignName({ campaign: key, revision }), ...counts };
  } catch (error) {
    await endRun(store, id, { state: "failed", reason: reasonOf(error) }).catch((cause: unknown) => {
      // What went wrong first is what its caller has to know; a run that cannot be ended is ended by the next one.
      deps.log?.warn("A run of contracts failed, and that could not be written down.", {
        run: id,
        cause: String(cause),
      });
    });
    throw error;
  }
}

async function bookParts(
  { store, faults = noFaults, onChanged }: LedgerDeps,
  run: OpenRun,
  { rows, complete }: { readonly rows: AsyncIterable<SourceRow>; readonly complete: boolean },
): Promise<RunCounts> {
  let counts = nothing;
  const seen = complete ? new Set<string>() : undefined;
  for await (const part of readAhead(inParts(rows, ROWS_IN_PART))) {
    if (seen !== undefined) noteSeen(seen, part);
    const added = await store.transaction(async (tx) => {
      const result = await runPart(tx, run, part);
      await faults.at("before-part-committed");
      return result;
    });
    counts = sum(counts, added);
    onChanged?.(run.key);
    await faults.at("after-part-committed");
  }
  // An empty answer is a fault of the source more often than the end of every contract.
  if (seen === undefined || seen.size === 0) return counts;
  const proposed = await store.transaction((tx) => proposeWithdrawals(tx, run, seen));
  return sum(counts, { ...nothing, proposed });
}

function noteSeen(seen: Set<string>, part: readonly SourceRow[]): void {
  for (const { read } of part) {
    const contractId = "contract" in read ? read.contract.id : read.fault.contractId;
    // A row that cannot be read is no contract that is gone.
    if (contractId !== undefined) seen.add(contractId);
  }
}

function sum(one: RunCounts, other: RunCounts): RunCounts {
  return {
    rows: one.rows + other.rows,
    booked: one.booked + other.booked,
    known: one.known + other.known,
    leftOut: one.leftOut + other.leftOut,
    quarantined: one.quarantined + other.quarantined,
    proposed: one.proposed + other.proposed,
    rewards: one.rewards + other.rewards,
  };
}

function reasonOf(error: unknown): string {
  const reason = error instanceof AppError ? error.details["reason"] : undefined;
  if (typeof reason === "string") return reason.slice(0, 1_000);
  return (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
}
