import { defineRoute } from "../../contract/define-route.ts";
import { EventDetail, EventParams } from "../../schemas/event.ts";

export const getEvent = defineRoute({
  method: "GET",
  path: "/v1/events/{eventId}",
  operation: "events.get",
  summary: "Shows an event and what became of it at each trigger",
  permission: "events:read",
  reach: "scoped",
  params: EventParams,
  response: EventDetail,
  errors: ["EVENT_NOT_FOUND"],

  async handle({ engine, params, scope }) {
    return engine.getEvent(params.eventId, scope);
  },
});
