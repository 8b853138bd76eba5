import { AppError, type Actor, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { cancelFailureJob } from "../sql/failures/cancel-failure-job.ts";
import { selectFailedExecutions } from "../sql/failures/select-failed-executions.ts";
import { selectFailureGroups } from "../sql/failures/select-failure-groups.ts";
import { selectFailureJobs } from "../sql/failures/select-failure-jobs.ts";
import type { ExecutionSummary } from "../views/execution-view.ts";
import type { FailureGroup, FailureGroupFilter, FailureJob } from "../views/failure-views.ts";
import { askForFailures, type AskForFailures } from "./ask-for-failures.ts";

interface Page {
  readonly before?: number;
  readonly limit?: number;
}

/** Who asks about jobs. Who is restricted sees those that were asked for under the same restriction: others name rules that are not theirs. */
export interface JobReader {
  readonly by: Actor;
  readonly scope: Scope | null;
}

/** What the engine answers about executions that finally failed. */
export interface FailurePart {
  /** By their reasons, the group with the newest execution first. */
  listFailures(filter?: FailureGroupFilter): Promise<FailureGroup[]>;
  /** The executions of a group, the newest first. @throws AppError FAILURE_GROUP_NOT_FOUND when there is none to see */
  listFailedExecutions(group: string, page: Page & { readonly scope: Scope | null }): Promise<ExecutionSummary[]>;
  /**
   * Begins to retry or to close all failed executions that fit a selection; it goes on in the background, on whichever
   * node. Those that fail later are not meant.
   */
  askForFailures(wanted: AskForFailures): Promise<FailureJob>;
  /** The newest first. */
  listFailureJobs(reader: JobReader, page?: Page): Promise<FailureJob[]>;
  /** @throws AppError FAILURE_JOB_NOT_FOUND */
  getFailureJob(id: number, reader: JobReader): Promise<FailureJob>;
  /** Ends a job where it is; what it did stays done. @throws AppError FAILURE_JOB_NOT_FOUND, FAILURE_JOB_ENDED */
  cancelFailureJob(id: number, reader: JobReader): Promise<FailureJob>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export function createFailurePart(core: EngineCore): FailurePart {
  const { store, bus, audit } = core;
  const getFailureJob = async (id: number, reader: JobReader): Promise<FailureJob> => {
    const [job] = await selectFailureJobs(store, { id, scope: reader.scope, before: null, limit: 1 });
    if (job === undefined) throw new AppError("FAILURE_JOB_NOT_FOUND", { job: id });
    return job;
  };
  return {
    listFailures: (filter = {}) =>
      selectFailureGroups(store, {
        rule: filter.rule ?? null,
        from: filter.from ?? null,
        until: filter.until ?? null,
        scope: filter.scope ?? null,
        before: filter.before ?? null,
        limit: limitOf(filter),
      }),
    async listFailedExecutions(group, { scope, before, ...page }) {
      const found = await selectFailedExecutions(store, { group, scope, before: before ?? null, limit: limitOf(page) });
      if (found.length === 0 && before === undefined) throw new AppError("FAILURE_GROUP_NOT_FOUND", { group });
      return found;
    },
    async askForFailures(wanted) {
      const id = await askForFailures(core, wanted);
      bus.tell("windows");
      return getFailureJob(id, wanted);
    },
    listFailureJobs: (reader, page = {}) =>
      selectFailureJobs(store, { id: null, scope: reader.scope, before: page.before ?? null, limit: limitOf(page) }),
    getFailureJob,
    async cancelFailureJob(id, reader) {
      await getFailureJob(id, reader);
      await store.transaction(async (tx) => {
        if (!(await cancelFailureJob(tx, id, reader.by.name))) throw new AppError("FAILURE_JOB_ENDED", { job: id });
        const subject = { kind: "failure-job", id: String(id) };
        await audit(tx, { by: reader.by, action: "failures.cancel", subject, outcome: "done" });
      });
      return getFailureJob(id, reader);
    },
  };
}

function limitOf({ limit }: Page): number {
  return Math.min(limit ?? DEFAULT_LIMIT, MAX_LIMIT);
}
