import type { EventView } from "../../incoming/event-view.ts";

/** An event as the tables hold it, and as expressions see it. */
export interface EventRow extends EventView {
  readonly eventId: number;
}

/** The columns of an event `e`, for whoever shows it to an expression. */
export const eventColumns = `e.id as "eventId", e.source, e.event_id as id, e.type, e.subject,
        to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time, e.attributes, e.data, e.depth`;
