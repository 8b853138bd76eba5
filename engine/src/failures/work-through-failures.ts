/**
 * Retries or closes many failed executions for somebody, a chunk in each transaction, together with how far the job has
 * got: a node that dies in the middle of a chunk has done nothing of it, and any other goes on. Whoever works on a job holds
 * its row, so no two nodes do; and an execution that is retried is locked and leaves the list, so none is started twice.
 *
 * A hundred a second: a cause that lasts must not bring a hundred thousand executions back at once. And nothing while more
 * has piled up than the workers get done: what is retried would only wait elsewhere, and shut the door for what is new.
 */
import { isAppError } from "@belfry/model";
import { isTransientDatabaseError, type Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { RetryDeps } from "../executions/retry.ts";
import { retryOne } from "../executions/retry-one.ts";
import type { Faults } from "../fault-points.ts";
import { lockGatesOf } from "../limits/gate-line.ts";
import { advanceFailureJob } from "../sql/failures/advance-failure-job.ts";
import { deleteFailures } from "../sql/failures/delete-failures.ts";
import { lockFailures, type LockedFailure } from "../sql/failures/lock-failures.ts";
import { pauseFailureJob } from "../sql/failures/pause-failure-job.ts";
import { postponeFailureJob } from "../sql/failures/postpone-failure-job.ts";
import { takeFailureJob, type TakenFailureJob } from "../sql/failures/take-failure-job.ts";
import type { FailureJob } from "../views/failure-views.ts";

export interface FailureWorkDeps extends RetryDeps {
  readonly audit: Audit;
  readonly faults: Faults;
  readonly backlog: Pick<Backlog, "room">;
  readonly fail: (where: string) => (error: unknown) => void;
}

const AT_ONCE = { redrive: 100, dismiss: 2_000 } as const;
const PAUSE_MS = { redrive: 1_000, dismiss: 0 } as const;
/** How long a chunk that could not be written waits. */
const AGAIN_MS = 5_000;
/** After so many tries in smaller and smaller pieces the one that cannot be written is left out. */
const MOST_TRIES = 4;

/** So soon is looked again whether there is room for what is retried. */
const PAUSED_MS = 5_000;

/** What became of one chunk; `paused`: there is no room for it yet; `idle`: there is no job to work on now. */
export type FailureWork = "idle" | "paused" | "worked";

/** Does the next chunk of the next job that is due. */
export async function workThroughFailures(deps: FailureWorkDeps): Promise<FailureWork> {
  const seen: { job?: TakenFailureJob; chunk?: readonly LockedFailure[] } = {};
  try {
    const room = await deps.backlog.room();
    const work = await deps.store.transaction(async (tx): Promise<FailureWork> => {
      const job = await takeFailureJob(tx);
      if (job === undefined) return "idle";
      seen.job = job;
      seen.chunk = await lockChunk(tx, job);
      const rules = new Set(seen.chunk.map(({ ruleId }) => ruleId));
      if (job.work === "redrive" && rules.size > 0 && room([...rules]) !== undefined) {
        await pauseFailureJob(tx, job.id, PAUSED_MS);
        return "paused";
      }
      await workChunk(deps, tx, job, seen.chunk);
      await deps.faults.at("before-failures-commit");
      return "worked";
    });
    if (work === "worked") await deps.faults.at("after-failures-commit");
    return work;
  } catch (error) {
    if (seen.job === undefined) throw error;
    await putOff(deps, seen.job, seen.chunk ?? [], error);
    return "worked";
  }
}

async function lockChunk(tx: Tx, job: TakenFailureJob): Promise<LockedFailure[]> {
  const { from, until, ...rest } = job.filter;
  const times = {
    ...(from !== undefined && { from: new Date(from) }),
    ...(until !== undefined && { until: new Date(until) }),
  };
  return lockFailures(tx, {
    selection: { ...rest, ...times },
    scope: job.scope,
    failedBy: job.createdAt,
    before: job.before,
    // In smaller and smaller pieces, until what cannot be written stands alone.
    limit: Math.max(1, Math.floor(AT_ONCE[job.work] / 10 ** job.tries)),
  });
}

async function workChunk(
  deps: FailureWorkDeps,
  tx: Tx,
  job: TakenFailureJob,
  chunk: readonly LockedFailure[],
): Promise<void> {
  const ids = chunk.map(({ id }) => id);
  const refusals = job.work === "dismiss" ? [] : await redrive(deps, tx, job, chunk);
  if (job.work === "dismiss") await deleteFailures(tx, ids);
  const done = ids.length - refusals.length;
  const before = ids.at(-1) ?? null;
  await advanceFailureJob(tx, {
    id: job.id,
    done,
    refused: refusals.length,
    refusals,
    before,
    pauseMs: PAUSE_MS[job.work],
  });
  if (before !== null) return;
  await deps.audit(tx, {
    by: job.by,
    action: "failures.ended",
    subject: { kind: "failure-job", id: String(job.id) },
    outcome: "done",
    detail: { work: job.work, done: job.done, refused: job.refused },
  });
}

async function redrive(
  deps: FailureWorkDeps,
  tx: Tx,
  { from, version }: TakenFailureJob,
  chunk: readonly LockedFailure[],
): Promise<FailureJob["refusals"]> {
  // All gates first, in their order: one after the other two chunks would lock each other out.
  await lockGatesOf(
    tx,
    chunk.map(({ ruleId }) => ruleId),
  );
  const refusals: { executionId: number; code: string; message: string }[] = [];
  for (const { id } of chunk) {
    try {
      await retryOne(deps, tx, id, { from: from ?? "failed", version: version ?? "same" });
    } catch (error) {
      if (!isAppError(error)) throw error;
      // A child of the same chunk has opened it: it runs again, and that is what was wanted.
      if (error.code !== "EXECUTION_NOT_RETRYABLE")
        refusals.push({ executionId: id, code: error.code, message: error.message });
    }
  }
  return refusals;
}

/** A chunk could not be written. What the database refuses for good is named and left out, so that the rest is done. */
async function putOff(
  deps: FailureWorkDeps,
  job: TakenFailureJob,
  chunk: readonly LockedFailure[],
  error: unknown,
): Promise<void> {
  deps.fail(`failure job ${job.id}`)(error);
  const [only] = chunk;
  const isLost = job.tries >= MOST_TRIES && chunk.length === 1 && !isTransientDatabaseError(error);
  if (only === undefined || !isLost) return postponeFailureJob(deps.store, job.id, AGAIN_MS);
  const message = error instanceof Error ? error.message : String(error);
  await deps.store.transaction((tx) =>
    advanceFailureJob(tx, {
      id: job.id,
      done: 0,
      refused: 1,
      refusals: [{ executionId: only.id, code: "INTERNAL", message }],
      before: only.id,
      pauseMs: 0,
    }),
  );
}
