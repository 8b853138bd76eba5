/**
 * Tells of alerts as events. The event is named by the episode, and that it was told is written in the transaction that
 * accepts it: so each beginning and each end is told once, whenever a node dies in between.
 */
import { OWN_ALERTS } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import { acceptEvents, type AcceptDeps } from "../incoming/accept-events.ts";
import { selectUntoldAlerts, type UntoldAlert } from "../sql/alerts/select-untold-alerts.ts";
import { setAlertsTold } from "../sql/alerts/set-alerts-told.ts";

const AT_ONCE = 200;

interface Telling {
  readonly alert: UntoldAlert;
  readonly isEnd: boolean;
}

/** Tells of what was not told yet. Returns how much that was; 0: there is nothing more to tell. */
export async function tellAlerts(deps: AcceptDeps): Promise<number> {
  const untold = await selectUntoldAlerts(deps.store, AT_ONCE);
  const tellings = untold.flatMap((alert): Telling[] => [
    ...(alert.isBeginTold ? [] : [{ alert, isEnd: false }]),
    ...(alert.until === null ? [] : [{ alert, isEnd: true }]),
  ]);
  for (const [depth, group] of Map.groupBy(tellings, ({ alert }) => alert.depth)) {
    await acceptEvents(deps, group.map(alertEvent), {
      broughtBy: "belfry",
      // A rule that fails because it is told of its failures is stopped like all that go in circles.
      depth: depth + 1,
      onWritten: (tx, accepted) =>
        setAlertsTold(
          tx,
          group.flatMap(({ alert, isEnd }, place) => {
            const eventId = accepted[place]?.id;
            return eventId === undefined ? [] : [{ id: alert.id, eventId, isEnd }];
          }),
        ),
    });
  }
  return tellings.length;
}

/** An alert as rules see it. */
function alertEvent({ alert, isEnd }: Telling): IncomingEvent {
  const { id, kind, subject, rule, ruleName, since, until, facts, endFacts } = alert;
  return {
    source: OWN_ALERTS,
    id: isEnd ? `${id}/resolved` : String(id),
    type: isEnd ? `belfry.${kind}.resolved` : `belfry.${kind}`,
    subject,
    occurredAt: (isEnd ? until : since) ?? since,
    data: {
      alert: id,
      kind,
      subject,
      rule,
      name: ruleName,
      since: since.toISOString(),
      until: isEnd ? (until?.toISOString() ?? null) : null,
      facts: isEnd ? { ...facts, ...endFacts } : facts,
    },
  };
}
