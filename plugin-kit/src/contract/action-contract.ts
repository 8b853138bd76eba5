/**
 * What every action promises the engine. The engine relies on it when it runs an action again after a crash, cancels it,
 * keeps its output and shows its failures, so an action that breaks a promise breaks rules of other people.
 */
import type { ActionDefinition } from "../action.ts";
import type { ActionContractOptions } from "./action-contract-options.ts";
import { actionDescription } from "./action-description.ts";
import { actionDryRun } from "./action-dry-run.ts";
import { actionRuns } from "./action-runs.ts";
import type { ContractCheck } from "./contract-check.ts";

/**
 * The checks that every action passes before it is listed. They need no test runner and no engine.
 *
 * @example
 * ```ts
 * declare const greet: ActionDefinition;
 * for (const check of actionContract(greet, { createContext: createTestActionContext, validInput: { name: "Ann" } })) {
 *   test(check.name, check.run);
 * }
 * ```
 */
export function actionContract(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  return [...actionDescription(action, options), ...actionRuns(action, options), ...actionDryRun(action, options)];
}
