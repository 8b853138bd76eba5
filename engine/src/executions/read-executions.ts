import { AppError, isEnded } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectActionRunViews } from "../sql/action-runs/select-action-run-views.ts";
import { selectArtifacts } from "../sql/artifacts/select-artifacts.ts";
import { countChildStates } from "../sql/executions/count-child-states.ts";
import { selectExecution } from "../sql/executions/select-execution.ts";
import { selectExecutions } from "../sql/executions/select-executions.ts";
import { selectOpenExecutions } from "../sql/executions/select-open-executions.ts";
import { selectUnsuccessfulExecutions } from "../sql/executions/select-unsuccessful-executions.ts";
import { selectProgress } from "../sql/nodes/select-progress.ts";
import { selectRetryLinks } from "../sql/failures/select-retry-links.ts";
import { selectLogs } from "../sql/logs/select-logs.ts";
import type { ExecutionDetail, ExecutionFilter, ExecutionSummary, LogLine } from "../views/execution-view.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export async function listExecutions(store: Store, filter: ExecutionFilter): Promise<ExecutionSummary[]> {
  const { state = null } = filter;
  const query = {
    rule: filter.rule ?? null,
    parentId: filter.parentId ?? null,
    roots: filter.roots ?? false,
    createdFrom: filter.createdFrom ?? null,
    createdUntil: filter.createdUntil ?? null,
    before: filter.before ?? null,
    scope: filter.scope ?? null,
    limit: Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT),
  };
  if (state !== null && !isEnded(state)) return selectOpenExecutions(store, { ...query, state });
  // The items of one execution are few enough to look at each of them.
  if (state === null || state === "success" || query.parentId !== null)
    return selectExecutions(store, { ...query, state });
  return selectUnsuccessfulExecutions(store, { ...query, state });
}

export async function getExecution(store: Store, id: number): Promise<ExecutionDetail> {
  const execution = await selectExecution(store, id);
  if (execution === undefined) throw new AppError("EXECUTION_NOT_FOUND", { execution: id });
  const { createdOn, ...shown } = execution;
  const [actionRuns, children, artifacts, links, progress] = await Promise.all([
    selectActionRunViews(store, { id, createdOn }),
    countChildStates(store, id),
    selectArtifacts(store, id),
    selectRetryLinks(store, id),
    shown.state === "running" ? selectProgress(store, id) : undefined,
  ]);
  return { ...shown, actionRuns, children, artifacts, ...links, progress: progress ?? null };
}

export async function executionLogs(
  store: Store,
  id: number,
  options: { readonly after?: number; readonly limit?: number } = {},
): Promise<LogLine[]> {
  const execution = await selectExecution(store, id);
  if (execution === undefined) throw new AppError("EXECUTION_NOT_FOUND", { execution: id });
  const limit = Math.min(options.limit ?? 1_000, 10_000);
  return selectLogs(store, { id, createdOn: execution.createdOn, after: options.after ?? 0, limit });
}
