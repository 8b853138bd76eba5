/**
 * That an execution is failing, or was cancelled, is written before anything is done about it: when its steps can be
 * undone, or when some of them run side by side. From then on none of its own steps begins, whoever goes on with it; what
 * is undone follows from what had been written until then.
 */
import type { Failure } from "@belfry/model";
import { clearCancel } from "../sql/executions/clear-cancel.ts";
import { insertMark } from "../sql/marks/insert-mark.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { lockHeld } from "./marks.ts";

export interface Verdict {
  readonly state: "failed" | "cancelled";
  readonly failure: Failure;
}

const place = { action: "", iteration: "" } as const;

/** What was decided about an execution in this redrive; nothing while it works. */
export async function verdictOf({ marks, claimed }: ExecutionFrame): Promise<Verdict | undefined> {
  const mark = await marks.get(place.action, place.iteration);
  return mark?.redrive === claimed.redrive ? (mark.value as Verdict) : undefined;
}

/** Writes it down. A wish to cancel is taken back with it: it is fulfilled, and what undoes the steps is not what it meant. */
export async function writeVerdict(frame: ExecutionFrame, verdict: Verdict): Promise<void> {
  const { deps, claimed } = frame;
  if (frame.trial !== undefined) return;
  await deps.store.transaction(async (tx) => {
    await lockHeld(tx, frame);
    await insertMark(tx, claimed.id, { ...place, kind: "verdict", redrive: claimed.redrive, value: verdict });
    if (verdict.state === "cancelled") await clearCancel(tx, claimed.id);
  });
  await deps.faults.at("after-verdict");
}

/** Whether somebody really wants the execution cancelled: a node may hear of a wish that has just been fulfilled. */
export async function isCancelWanted(frame: ExecutionFrame): Promise<boolean> {
  return frame.deps.store.transaction(async (tx) => (await lockHeld(tx, frame)).cancelBy !== null);
}
