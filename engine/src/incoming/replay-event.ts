import { AppError, type Actor, type Scope } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { selectEvent } from "../sql/events/select-event.ts";
import type { Audit } from "../audit.ts";
import { acceptEvents, type AcceptDeps, type AcceptedEvent } from "./accept-events.ts";

/**
 * Looks at an event again, with the rules as they are now, as if it had just come in: every trigger that it matches may
 * start, also those that it started before. The first event stays as it is; the second names it.
 *
 * @throws AppError EVENT_NOT_FOUND
 */
export async function replayEvent(
  deps: AcceptDeps & { readonly audit: Audit },
  id: number,
  { by, scope = null }: { readonly by: Actor; readonly scope?: Scope | null },
): Promise<AcceptedEvent> {
  const found = await selectEvent(deps.store, id, null);
  if (found === undefined) throw new AppError("EVENT_NOT_FOUND", { event: id });
  const event: IncomingEvent = {
    source: found.source,
    id: found.eventId,
    type: found.type,
    ...(found.subject !== null && { subject: found.subject }),
    ...(found.occurredAt !== null && { occurredAt: found.occurredAt }),
    attributes: found.attributes as Readonly<Record<string, string | number | boolean>>,
    data: found.data,
  };
  const [accepted] = await acceptEvents(deps, [event], {
    broughtBy: by.name,
    scope,
    replayOf: id,
    depth: found.depth,
    ...(found.triggerId !== null && { triggerId: found.triggerId }),
    onWritten: (tx, [replayed]) =>
      deps.audit(tx, {
        by,
        action: "events.replay",
        subject: { kind: "event", id: String(id) },
        outcome: "done",
        detail: { event: replayed?.id },
      }),
  });
  if (accepted === undefined) throw new Error("A replayed event was not accepted.");
  return accepted;
}
