import type { SlotFate } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** What an event came to at a trigger of a rule. */
export interface ReplayedDecision {
  readonly eventId: number;
  readonly key: string;
  readonly fate: SlotFate;
  readonly executionId: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly decidedAt: Date;
}

/** What became of these events at one rule, as far as it is decided. */
export async function selectReplayedDecisions(
  db: Queryable,
  ruleId: number,
  eventIds: readonly number[],
): Promise<ReplayedDecision[]> {
  if (eventIds.length === 0) return [];
  const { rows } = await db.query<ReplayedDecision>({
    name: "select-replayed-decisions",
    text: `
      select d.event_id as "eventId", t.key, d.fate, d.execution_id as "executionId", d.detail, d.decided_at as "decidedAt"
      from belfry.event_decisions d join belfry.triggers t on t.id = d.trigger_id
      where d.event_id = any ($2) and d.rule_id = $1
      order by d.event_id, t.id`,
    values: [ruleId, eventIds],
  });
  return rows;
}
