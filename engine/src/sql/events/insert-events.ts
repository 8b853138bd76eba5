import type { Tx } from "@belfry/store";

export interface NewEvent {
  readonly id: number;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string | null;
  readonly occurredAt: Date | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly broughtBy: string;
  readonly triggerId: number | null;
  readonly replayOf: number | null;
  readonly depth: number;
  /** Whether some trigger is for it. */
  readonly matched: boolean;
}

export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: "insert-events",
    text: `
      insert into belfry.events (received_on, id, received_at, source, event_id, type, subject, occurred_at, attributes, data,
        brought_by, trigger_id, replay_of, depth, matched) overriding system value
      select (now.at at time zone 'UTC')::date, id, now.at, source, "eventId", type, subject, "occurredAt", attributes, data,
        "broughtBy", "triggerId", "replayOf", depth, matched
      from json_to_recordset($1::json) as e (id bigint, source text, "eventId" text, type text, subject text,
        "occurredAt" timestamptz, attributes jsonb, data jsonb, "broughtBy" text, "triggerId" int, "replayOf" bigint,
        depth smallint, matched bool), (select belfry.now() as at) now`,
    values: [JSON.stringify(events)],
  });
}
