import type { Tx } from "@belfry/store";
import { insertGates } from "../sql/gates/insert-gates.ts";
import { lockGateRows } from "../sql/gates/lock-gate-rows.ts";
import type { LockedGates } from "../sql/gates/open-gates.ts";

/**
 * Locks the gates of rules for this transaction, and those of all labels while any label has a limit: whom the gate of a
 * rule lets in may stand at one of a label next. Always in one order; a second call in one transaction must name no others.
 */
export async function lockGates(tx: Tx, ruleIds: Iterable<number>, labels: boolean): Promise<LockedGates> {
  const wanted = [...new Set(ruleIds)].map((id) => `rule:${id}`);
  if (wanted.length === 0 && !labels) return { labels: false };
  let locked = await lockGateRows(tx, wanted, labels);
  if (wanted.some((id) => !locked.has(id))) {
    await insertGates(
      tx,
      wanted.filter((id) => !locked.has(id)),
    );
    locked = await lockGateRows(tx, wanted, labels);
  }
  return { labels: locked.has("labels") };
}
