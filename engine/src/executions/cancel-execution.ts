import { AppError, type Actor } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { lockExecution } from "../sql/executions/lock-execution.ts";
import { requestCancel } from "../sql/executions/request-cancel.ts";
import { getExecution } from "./read-executions.ts";

/** Asks whoever works on an execution and its children to stop before the next action. */
export async function cancelExecution(
  { store, audit }: { readonly store: Store; readonly audit: Audit },
  id: number,
  by: Actor,
): Promise<void> {
  const before = await getExecution(store, id);
  await store.transaction(async (tx) => {
    await lockExecution(tx, id);
    const asked = await requestCancel(tx, id, by.name);
    if (asked === 0) throw new AppError("EXECUTION_ALREADY_FINISHED", { execution: id, state: before.state });
    await audit(tx, {
      by,
      action: "executions.cancel",
      subject: { kind: "execution", id: String(id) },
      outcome: "done",
      detail: { rule: before.rule, state: before.state },
    });
  });
}
