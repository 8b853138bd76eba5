import { AppError, type Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectArtifact } from "../sql/artifacts/select-artifact.ts";
import type {
  ArtifactView,
  ExecutionDetail,
  ExecutionFilter,
  ExecutionSummary,
  LogLine,
} from "../views/execution-view.ts";
import { cancelExecution } from "./cancel-execution.ts";
import { executionLogs, getExecution, listExecutions } from "./read-executions.ts";
import { retryExecution, type RetryOptions } from "./retry-execution.ts";

/** What the engine answers about executions and the files they left. */
export interface ExecutionPart {
  /** Newest first. */
  listExecutions(filter: ExecutionFilter): Promise<ExecutionSummary[]>;
  /** @throws AppError EXECUTION_NOT_FOUND */
  getExecution(id: number): Promise<ExecutionDetail>;
  /** @throws AppError EXECUTION_NOT_FOUND */
  executionLogs(id: number, options?: { readonly after?: number; readonly limit?: number }): Promise<LogLine[]>;
  /** Stops an execution and its children before their next action. @throws AppError EXECUTION_NOT_FOUND, EXECUTION_ALREADY_FINISHED */
  cancelExecution(id: number, options: { readonly by: Actor }): Promise<ExecutionDetail>;
  /**
   * Runs a failed or cancelled execution again. From the action that failed: finished actions are not repeated; for a
   * parent its failed children run again. From the start: a new execution does everything again, and is what is returned.
   * @throws AppError EXECUTION_NOT_FOUND, and those of `retryOne`
   */
  retryExecution(id: number, options: RetryOptions): Promise<ExecutionDetail>;

  /** @throws AppError ARTIFACT_NOT_FOUND */
  getArtifact(id: string): Promise<ArtifactView & { readonly path: string }>;

  /** Tells all nodes that something in the queue may have become due: for those who signal executions themselves. */
  tellQueue(): void;
}

export function createExecutionPart(core: EngineCore): ExecutionPart {
  const { store, bus, services } = core;
  return {
    listExecutions: (filter) => listExecutions(store, filter),
    getExecution: (id) => getExecution(store, id),
    executionLogs: (id, range) => executionLogs(store, id, range),
    async cancelExecution(id, { by }) {
      await cancelExecution(core, id, by);
      bus.tell("cancel");
      bus.tell("queue");
      return getExecution(store, id);
    },
    async retryExecution(id, retry) {
      await getExecution(store, id);
      const working = await retryExecution(core, id, retry);
      bus.tell("queue");
      return getExecution(store, working);
    },
    async getArtifact(id) {
      const artifact = await selectArtifact(store, id);
      if (artifact === undefined) throw new AppError("ARTIFACT_NOT_FOUND", { artifact: id });
      const { mediaType, name, bytes } = artifact;
      return { ...artifact, path: await services.files.artifactPath({ $artifact: id, name, mediaType, bytes }) };
    },
    tellQueue: () => bus.tell("queue"),
  };
}
