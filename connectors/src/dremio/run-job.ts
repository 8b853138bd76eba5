import { setTimeout as wait } from "node:timers/promises";
import { ActionFailure } from "@belfry/plugin-kit";
import type { Dremio } from "./dremio-session.ts";

interface Job {
  readonly jobState?: string;
  readonly errorMessage?: string;
  readonly cancellationReason?: string;
}

const FIRST_LOOK_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * Lets Dremio carry out a statement and waits until it has. A job that takes longer than it may is cancelled there, too.
 * @returns the id of the job
 * @throws ActionFailure `DREMIO_JOB_FAILED`, `DREMIO_TIMEOUT`
 */
export async function runJob(
  dremio: Dremio,
  sql: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<string> {
  const { id } = (await dremio.call({
    method: "POST",
    path: "/api/v3/sql",
    json: { sql },
    what: "the statement",
  })) as { readonly id: string };
  const path = `/api/v3/job/${encodeURIComponent(id)}`;
  const until = performance.now() + timeoutMs;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const job = (await dremio.call({ method: "GET", path, what: "the job" })) as Job;
    if (job.jobState === "COMPLETED") return id;
    if (job.jobState === "FAILED" || job.jobState === "CANCELED") throw failed(job);
    if (performance.now() >= until) {
      // A failure here leaves Dremio at work; that the job took too long is what people have to know.
      await dremio.call({ method: "POST", path: `${path}/cancel`, what: "the job" }).catch(() => undefined);
      throw new ActionFailure(`Dremio has not ended the job ${id} in ${Math.round(timeoutMs / 1_000)} s.`, {
        class: "timeout",
        code: "DREMIO_TIMEOUT",
        details: { job: id },
      });
    }
    await wait(pause, undefined, { signal });
  }
}

function failed({ jobState, errorMessage, cancellationReason }: Job): ActionFailure {
  const said = (errorMessage || cancellationReason || "nothing").slice(0, 1_000);
  return new ActionFailure(
    `The job ${jobState === "FAILED" ? "failed" : "was cancelled"}. Dremio says: ${said}`,
    // Metadata that two read at once: the next attempt finds them free.
    { class: "runtime", code: "DREMIO_JOB_FAILED" },
  );
}
