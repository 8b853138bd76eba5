import type { SlotFate } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface NewEventDecision {
  readonly eventId: number;
  readonly triggerId: number;
  readonly ruleId: number;
  readonly fate: SlotFate;
  readonly executionId?: number;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function insertEventDecisions(tx: Tx, decisions: readonly NewEventDecision[]): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query({
    name: "insert-event-decisions",
    text: `
      insert into belfry.event_decisions (decided_on, event_id, trigger_id, rule_id, fate, execution_id, detail, decided_at)
      select (now.at at time zone 'UTC')::date, "eventId", "triggerId", "ruleId", fate, "executionId", detail, now.at
      from json_to_recordset($1::json) as d ("eventId" bigint, "triggerId" int, "ruleId" int, fate text, "executionId" bigint,
        detail jsonb), (select belfry.now() as at) now`,
    values: [JSON.stringify(decisions)],
  });
}
