import type { IncomingEvent } from "@belfry/plugin-kit";

/** An event as expressions and templates see it: `event.data.amount`, `event.attributes.tenant`. */
export interface EventView {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly depth: number;
}

export function eventView(event: IncomingEvent, depth: number): EventView {
  return {
    source: event.source,
    id: event.id,
    type: event.type,
    subject: event.subject ?? null,
    time: event.occurredAt?.toISOString() ?? null,
    attributes: event.attributes ?? {},
    data: event.data ?? null,
    depth,
  };
}
