import type { EngineCore } from "../engine-core.ts";
import { selectAlerts } from "../sql/alerts/select-alerts.ts";
import { selectEventDecisions } from "../sql/events/select-event-decisions.ts";
import type { AlertFilter, AlertView } from "../views/alert-views.ts";

/** What the engine answers about what is wrong, and was. */
export interface AlertPart {
  /** The newest first. */
  listAlerts(filter?: AlertFilter): Promise<AlertView[]>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export function createAlertPart({ store }: EngineCore): AlertPart {
  return {
    async listAlerts(filter = {}) {
      const { open, kind, rule, before, scope = null } = filter;
      const rows = await selectAlerts(store, {
        open: open ?? null,
        kind: kind ?? null,
        rule: rule ?? null,
        scope,
        before: before ?? null,
        limit: Math.min(filter.limit ?? DEFAULT_LIMIT, MAX_LIMIT),
      });
      const events = rows.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
      const decisions = events.length === 0 ? [] : await selectEventDecisions(store, events, scope);
      const byEvent = Map.groupBy(decisions, ({ eventId }) => eventId);
      return rows.map(({ eventId, ...alert }) => ({
        ...alert,
        told: (eventId === null ? [] : (byEvent.get(eventId) ?? [])).map(({ rule: name, fate, executionId }) => {
          return { rule: name, fate, executionId };
        }),
      }));
    },
  };
}
