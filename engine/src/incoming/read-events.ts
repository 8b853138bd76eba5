import { AppError, type Scope, type SlotFate } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectEvent } from "../sql/events/select-event.ts";
import { selectEventDecisions } from "../sql/events/select-event-decisions.ts";
import { selectEventGathering } from "../sql/events/select-event-gathering.ts";
import { selectEvents } from "../sql/events/select-events.ts";
import type { EventDetail, EventFilter, EventSummary } from "../views/event-views.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export function listEvents(store: Store, filter: EventFilter): Promise<EventSummary[]> {
  return selectEvents(store, {
    type: filter.type ?? null,
    source: filter.source ?? null,
    unmatched: filter.unmatched ?? false,
    rule: filter.rule ?? null,
    receivedFrom: filter.receivedFrom ?? null,
    receivedUntil: filter.receivedUntil ?? null,
    scope: filter.scope ?? null,
    before: filter.before ?? null,
    limit: Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT),
  });
}

/** @throws AppError EVENT_NOT_FOUND */
export async function getEvent(store: Store, id: number, scope: Scope | null = null): Promise<EventDetail> {
  const found = await selectEvent(store, id, scope);
  if (found === undefined) throw new AppError("EVENT_NOT_FOUND", { event: id });
  const { triggerId: _triggerId, ...event } = found;
  const [decided, gatheredBy] = await Promise.all([
    selectEventDecisions(store, [id], scope),
    selectEventGathering(store, id, scope),
  ]);
  const fates: Partial<Record<SlotFate, number>> = {};
  const decisions = decided.map(({ eventId: _eventId, ...decision }) => decision);
  for (const { fate } of decisions) fates[fate] = (fates[fate] ?? 0) + 1;
  return { ...event, fates, decisions, gatheredBy };
}
