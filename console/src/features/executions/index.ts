export { parseExecutionPageSearch } from "./execution-page-search.ts";
export { executionKeys, executionListQuery } from "./execution-queries.ts";
export type { Execution } from "./execution-queries.ts";
export { parseExecutionSearch } from "./execution-search.ts";
export { RetryChoiceFields } from "./RetryChoiceFields.tsx";
export type { RetryChoice } from "./RetryChoiceFields.tsx";
export { ExecutionStateMark } from "./ExecutionStateMark.tsx";
export { ExecutionTable } from "./ExecutionTable.tsx";
export { ExecutionSummary } from "./ExecutionSummary.tsx";
