import { defineRoute, eventStream } from "../../contract/define-route.ts";

export const watchEvents = defineRoute({
  method: "GET",
  path: "/v1/events",
  operation: "events.watch",
  summary: "Tells what changed, as server-sent events",
  description:
    '`hello` comes first, also after a reconnect: ask for everything that is shown. Then `executions` and `rules` with `{"ids":[…]}`; an empty list means that many changed. Hints are gathered for a quarter of a second.',
  permission: "executions:read",
  reach: "scoped",
  response: eventStream,
  errors: [],

  async handle({ hub }) {
    return (send) => hub.subscribe(send);
  },
});
