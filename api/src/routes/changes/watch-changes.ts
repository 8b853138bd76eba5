import { defineRoute, eventStream } from "../../contract/define-route.ts";

export const watchChanges = defineRoute({
  method: "GET",
  path: "/v1/changes",
  operation: "changes.watch",
  summary: "Tells what changed, as server-sent events",
  description:
    '`hello` comes first. Then `executions`, `rules`, `events`, `grids` and `incentives` of all nodes with `{"ids":[…]}`; an empty list means that many changed, or that you may not know which. Hints are gathered for a quarter of a second. Whoever comes back with the header `Last-Event-ID` gets what was missed, or `reset` when nobody knows that any more: then ask for everything that is shown.',
  permission: "executions:read",
  reach: "scoped",
  response: eventStream,
  errors: [],

  async handle({ hub, scope }) {
    if (scope === null) return (send, lastEventId) => hub.subscribe(send, lastEventId);
    // Which rule and how many runs another department has would be told by the ids.
    return (send, lastEventId) => hub.subscribe((event) => send({ ...event, ids: [] }), lastEventId);
  },
});
