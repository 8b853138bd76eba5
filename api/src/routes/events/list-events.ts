import { defineRoute } from "../../contract/define-route.ts";
import { EventQuery, EventSummary } from "../../schemas/event.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listEvents = defineRoute({
  method: "GET",
  path: "/v1/events",
  operation: "events.list",
  summary: "Lists the events that came in, newest first",
  description: "Whoever is restricted sees those that came to something at their rules.",
  permission: "events:read",
  reach: "scoped",
  query: EventQuery,
  example: { query: { type: "order.paid", limit: "20" } },
  response: pageOf(EventSummary),
  errors: [],

  async handle({ engine, query, scope }) {
    const { type, source, rule, unmatched, from, until } = query;
    return readPage(query, (page) =>
      engine.listEvents({
        ...page,
        scope,
        ...(type !== undefined && { type }),
        ...(source !== undefined && { source }),
        ...(rule !== undefined && { rule }),
        ...(unmatched !== undefined && { unmatched }),
        ...(from !== undefined && { receivedFrom: from }),
        ...(until !== undefined && { receivedUntil: until }),
      }),
    );
  },
});
