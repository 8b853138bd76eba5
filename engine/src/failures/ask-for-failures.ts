import { AppError, type Actor, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { countFailures } from "../sql/failures/count-failures.ts";
import { insertFailureJob } from "../sql/failures/insert-failure-job.ts";
import type { FailureSelection, RetryFrom, RetryVersion } from "../views/failure-views.ts";

export type AskForFailures = {
  readonly selection: FailureSelection;
  readonly by: Actor;
  /** What the caller is restricted to: the rest is left alone. */
  readonly scope: Scope | null;
} & (
  | { readonly work: "redrive"; readonly from: RetryFrom; readonly version: RetryVersion; readonly note: string }
  /** `note` is the reason. */
  | { readonly work: "dismiss"; readonly note: string }
);

/** The audit trail is not the place to list ten thousand executions. */
const MOST_NAMED = 100;

/** Writes what is to be done with many failed executions, and who wants it. Returns the id of the job. */
export async function askForFailures({ store, audit }: EngineCore, wanted: AskForFailures): Promise<number> {
  const { selection, by, scope, work, note } = wanted;
  return store.transaction(async (tx) => {
    const total = await countFailures(tx, selection, scope);
    if (total === 0) throw new AppError("FAILURES_NOT_FOUND");
    const how = work === "redrive" ? { from: wanted.from, version: wanted.version } : { from: null, version: null };
    const id = await insertFailureJob(tx, { work, filter: selection, scope, ...how, note, by, total });
    const { executions, ...rest } = selection;
    const named = executions === undefined ? {} : { executions: executions.slice(0, MOST_NAMED) };
    await audit(tx, {
      by,
      action: `failures.${work}`,
      subject: { kind: "failure-job", id: String(id) },
      outcome: "done",
      detail: { ...rest, ...named, ...(work === "redrive" && how), note, total },
    });
    return id;
  });
}
