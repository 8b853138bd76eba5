import type { Store } from "@belfry/store";
import { adoptGated } from "../sql/gates/adopt-gated.ts";
import { deleteLostPlaces } from "../sql/gates/delete-lost-places.ts";
import { openGates } from "../sql/gates/open-gates.ts";
import { selectForeignGates } from "../sql/gates/select-foreign-gates.ts";
import { selectOpenGates } from "../sql/gates/select-open-gates.ts";
import { lockGatesOf } from "./gate-line.ts";

/** Few enough that their locks are held for a moment only. */
const GATES_AT_ONCE = 100;

/**
 * Opens gates that have room and that nobody opened: the limit of a rule was changed, or a node of an older version ended
 * an execution, which knows nothing of these gates. Returns whether anybody was let in.
 */
export async function lookAfterGates(store: Store): Promise<boolean> {
  await store.transaction(async (tx) => {
    const rules = await selectForeignGates(tx);
    if (rules.length === 0) return;
    await lockGatesOf(tx, rules);
    await adoptGated(tx, rules);
  });
  await deleteLostPlaces(store);
  const gates = await selectOpenGates(store);
  for (let at = 0; at < gates.length; at += GATES_AT_ONCE) {
    const some = gates.slice(at, at + GATES_AT_ONCE);
    await store.transaction(async (tx) => {
      const locked = await lockGatesOf(tx, some.flatMap(ruleOf));
      await openGates(tx, some, locked);
    });
  }
  return gates.length > 0;
}

function ruleOf(gate: string): number[] {
  const [kind, id] = gate.split(":", 2);
  return kind === "rule" ? [Number(id)] : [];
}
