import type { ActionRunState, Failure } from "@belfry/model";

/** One attempt of one action, as it is written. */
export interface ActionRunRow {
  readonly action: string;
  /** The place in a `forEach` list; empty for the action as a whole. */
  readonly iteration: string;
  readonly attempt: number;
  readonly redrive: number;
  readonly use: string;
  readonly state: Exclude<ActionRunState, "waiting">;
  readonly output?: unknown;
  readonly failure?: Failure;
  /** Not tried again before so many milliseconds have passed. */
  readonly retryMs?: number;
  readonly tookMs: number;
}

/** Which holding of which execution writes. */
export interface HeldExecution {
  readonly execution: number;
  readonly epoch: number;
  readonly createdOn: string;
}

/** The columns of an action run inside the JSON array that a batch statement takes. */
export const runColumns = `execution bigint, epoch int, "createdOn" date, action text, iteration text, attempt smallint, redrive smallint,
        use text, "runState" text, output jsonb, "runFailure" jsonb, "tookMs" int, "retryMs" float8`;

/** The row of an action run as that JSON array holds it. */
export function runFields(held: HeldExecution, run: ActionRunRow | undefined): Record<string, unknown> {
  if (run === undefined) return { execution: held.execution, epoch: held.epoch, createdOn: held.createdOn };
  return {
    execution: held.execution,
    epoch: held.epoch,
    createdOn: held.createdOn,
    action: run.action,
    iteration: run.iteration,
    attempt: run.attempt,
    redrive: run.redrive,
    use: run.use,
    runState: run.state,
    output: run.output,
    runFailure: run.failure,
    retryMs: run.retryMs,
    tookMs: run.tookMs,
  };
}

/** The part of a batch statement that inserts the runs of `ok`; `$2` is the node. */
export const insertRuns = `
        insert into belfry.action_runs (created_on, execution_id, action, iteration, attempt, redrive, use, state, output, failure,
          took_ms, finished_at, retry_at, node)
        select "createdOn", execution, action, iteration, attempt, redrive, use, "runState", output, "runFailure", "tookMs",
          (select belfry.now()), (select belfry.now()) + "retryMs" * interval '1 millisecond', $2
        from ok where action is not null
        on conflict do nothing`;

/** The places of those rows that were not written because another holding of their execution exists. */
export function refusedPlaces(
  rows: readonly { readonly held: HeldExecution }[],
  written: readonly { id: number }[],
): Set<number> {
  const ids = new Set(written.map((row) => row.id));
  const refused = new Set<number>();
  for (const [place, row] of rows.entries()) if (!ids.has(row.held.execution)) refused.add(place);
  return refused;
}
