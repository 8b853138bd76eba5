/**
 * Tells triggers how executions of other rules ended. What is to be told was written in the transaction of the end, and
 * goes in the transaction that accepts the event, or has the end of the business day looked at: so each is told once,
 * however many nodes tell and whenever one of them dies.
 */
import { acceptEvents, type AcceptDeps } from "../incoming/accept-events.ts";
import type { Registry } from "../registry.ts";
import { deleteRuleOutcomes } from "../sql/outcomes/delete-rule-outcomes.ts";
import { selectRuleOutcomes, type RuleOutcome } from "../sql/outcomes/select-rule-outcomes.ts";
import { wakeAwaitingSlots } from "../sql/outcomes/wake-awaiting-slots.ts";
import { chainDepth } from "./chain-depth.ts";
import { outcomeEvent } from "./outcome-event.ts";

const AT_ONCE = 200;

export interface ToldOutcomes {
  /** How many were told; 0: there is nothing more to tell. */
  readonly told: number;
  /** Whether ends of business days are to be looked at. */
  readonly woken: boolean;
}

export async function tellOutcomes(deps: AcceptDeps & { readonly registry: Registry }): Promise<ToldOutcomes> {
  const outcomes = await selectRuleOutcomes(deps.store, AT_ONCE);
  const isEvent = ({ kind }: RuleOutcome) => deps.registry.triggers.get(kind)?.kind === "outcome";
  const others = outcomes.filter((outcome) => !isEvent(outcome));
  if (others.length > 0) {
    await deps.store.transaction(async (tx) => {
      await wakeAwaitingSlots(tx, others);
      await deleteRuleOutcomes(tx, idsOf(others));
    });
  }
  const groups = Map.groupBy(
    outcomes.filter(isEvent),
    ({ triggerId, startedBy }) => `${triggerId} ${chainDepth(startedBy)}`,
  );
  const errors: unknown[] = [];
  // What one trigger cannot be told now must not hold back the others.
  for (const group of groups.values()) await tell(deps, group).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
  return { told: outcomes.length, woken: others.length > 0 };
}

/** Tells one trigger of ends that come from equally long chains. */
async function tell(deps: AcceptDeps, group: readonly RuleOutcome[]): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  await acceptEvents(deps, group.map(outcomeEvent), {
    broughtBy: "belfry",
    triggerId: first.triggerId,
    depth: chainDepth(first.startedBy) + 1,
    // Another node may have told them meanwhile: then the events are known, and start nothing here.
    onWritten: (tx) => deleteRuleOutcomes(tx, idsOf(group)),
  });
}

function idsOf(outcomes: readonly RuleOutcome[]): number[] {
  return outcomes.map(({ id }) => id);
}
