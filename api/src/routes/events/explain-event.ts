import { defineRoute } from "../../contract/define-route.ts";
import { EventParams } from "../../schemas/event.ts";
import { ExplainEventQuery, Explanation } from "../../schemas/explain.ts";
import { given } from "../given.ts";

export const explainEvent = defineRoute({
  method: "GET",
  path: "/v1/events/{eventId}/explain",
  operation: "events.explain",
  summary: "Says what an event came to at each trigger and why, also where it started nothing",
  description:
    "Where it did not match, the attributes that differ with both values; of the triggers that wait for other events only the five that come nearest, unless a rule is named.",
  permission: "events:read",
  reach: "scoped",
  params: EventParams,
  query: ExplainEventQuery,
  response: Explanation,
  errors: ["EVENT_NOT_FOUND"],

  handle: ({ engine, params, query, scope }) => engine.explainEvent(params.eventId, { ...given(query), scope }),
});
