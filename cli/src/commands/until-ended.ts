import { setTimeout as wait } from "node:timers/promises";
import type { BelfryClient, ExecutionDetail } from "@belfry/client";
import type { Context } from "../context.ts";

const ended = new Set<ExecutionDetail["state"]>(["success", "failed", "cancelled", "skipped"]);
const LOOK_EVERY_MS = 500;
const SAY_EVERY_MS = 5_000;

export function hasEnded({ state }: Pick<ExecutionDetail, "state">): boolean {
  return ended.has(state);
}

/** Looks again and again until an execution has ended, and says from time to time how far it is. */
export async function untilEnded(context: Context, client: BelfryClient, id: number): Promise<ExecutionDetail> {
  let said = performance.now();
  for (;;) {
    const execution = await client.executions.get(id);
    if (hasEnded(execution)) return execution;
    if (performance.now() - said > SAY_EVERY_MS) {
      said = performance.now();
      const far = execution.progress === null ? "" : `, ${progressText(execution.progress)}`;
      context.progress(`${id}: ${execution.state}${childrenOf(execution)}${far} …`);
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** `, children: 2 success, 1 running` */
export function childrenOf({ children }: Pick<ExecutionDetail, "children">): string {
  const parts = Object.entries(children).map(([state, count]) => `${count} ${state}`);
  return parts.length === 0 ? "" : `, children: ${parts.join(", ")}`;
}

/** `rows: 300 of 1000 (30 %)` */
export function progressText({ action, done, total }: NonNullable<ExecutionDetail["progress"]>): string {
  if (total === null) return `${action}: ${done}`;
  return `${action}: ${done} of ${total}${total > 0 ? ` (${Math.floor((100 * done) / total)} %)` : ""}`;
}
