export const executionTabs = ["timeline", "children", "logs", "artifacts", "data"] as const;
export type ExecutionTab = (typeof executionTabs)[number];

export const logLevels = ["info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the address of one execution says. */
export interface ExecutionPageSearch {
  readonly tab?: ExecutionTab;
  /** The action whose output is open. */
  readonly action?: string;
  readonly logAction?: string;
  readonly level?: LogLevel;
}

export function parseExecutionPageSearch(search: Readonly<Record<string, unknown>>): ExecutionPageSearch {
  const { action, logAction } = search;
  const tab = executionTabs.find((known) => known === search["tab"]);
  const level = logLevels.find((known) => known === search["level"]);
  return {
    ...(tab !== undefined && { tab }),
    ...(typeof action === "string" && { action }),
    ...(typeof logAction === "string" && { logAction }),
    ...(level !== undefined && { level }),
  };
}
