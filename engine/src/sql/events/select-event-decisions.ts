import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { EventDecisionView } from "../../views/event-views.ts";

export interface DecisionOfEvent extends EventDecisionView {
  readonly eventId: number;
}

/** What became of these events at the rules within the scope. */
export async function selectEventDecisions(
  db: Queryable,
  eventIds: readonly number[],
  scope: Scope | null,
): Promise<DecisionOfEvent[]> {
  if (eventIds.length === 0) return [];
  const { rows } = await db.query<DecisionOfEvent>({
    name: "select-event-decisions",
    text: `
      select d.event_id as "eventId", r.slug as rule, t.key as trigger, d.fate, d.execution_id as "executionId", d.detail,
        d.decided_at as "decidedAt"
      from belfry.event_decisions d join belfry.rules r on r.id = d.rule_id join belfry.triggers t on t.id = d.trigger_id
      where d.event_id = any ($1) and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
      order by d.event_id, r.slug, t.id`,
    values: [eventIds, scope],
  });
  return rows;
}
