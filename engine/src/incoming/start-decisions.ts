import type { Tx } from "@belfry/store";
import { skipBusyRules } from "../executions/skip-busy.ts";
import { startExecutions, type ExecutionStart } from "../executions/start-executions.ts";
import { skipLimitedRules } from "../rates/limit-starts.ts";
import { insertEventDecisions, type NewEventDecision } from "../sql/events/insert-event-decisions.ts";

/** What an event comes to at one trigger, as far as everything but the limits of the rule says. */
export interface EventDecision extends Omit<NewEventDecision, "executionId"> {
  readonly start?: ExecutionStart;
  /** The event whose execution this one shares: the last that was gathered with it. */
  readonly mergedInto?: number;
}

/** Starts what fires, and writes one fate for each event at each trigger. */
export async function startDecisions(tx: Tx, decisions: readonly EventDecision[]): Promise<NewEventDecision[]> {
  const free = await skipBusyRules(tx, decisions, ({ start: _start, ...decision }, detail): EventDecision => ({
    ...decision,
    fate: "overlap-skipped",
    detail,
  }));
  const settled = await skipLimitedRules(tx, free, ({ start: _start, ...decision }, detail): EventDecision => ({
    ...decision,
    fate: "rate-limited",
    detail,
  }));
  const starting = settled.filter(({ start }) => start !== undefined);
  const ids = await startExecutions(
    tx,
    starting.flatMap(({ start }) => (start === undefined ? [] : [start])),
  );
  const executionOf = new Map(starting.map((decision, index) => [nameOf(decision), ids[index]]));
  const rows = settled.map(({ start: _start, mergedInto, ...decision }): NewEventDecision => {
    const executionId = executionOf.get(nameOf({ ...decision, eventId: mergedInto ?? decision.eventId }));
    return executionId === undefined ? decision : { ...decision, executionId };
  });
  await insertEventDecisions(tx, rows);
  return rows;
}

function nameOf({ eventId, triggerId }: Pick<EventDecision, "eventId" | "triggerId">): string {
  return `${eventId} ${triggerId}`;
}
