import { defineRoute } from "../../contract/define-route.ts";
import { AcceptedEvent, EventParams } from "../../schemas/event.ts";

export const replayEvent = defineRoute({
  method: "POST",
  path: "/v1/events/{eventId}/replay",
  operation: "events.replay",
  summary: "Looks at an event again, with the rules as they are now",
  description:
    "As if it had just come in: every rule that it matches, and that you may see, may start, also those that it started before. It becomes a new event that names the first.",
  permission: "events:write",
  reach: "scoped",
  params: EventParams,
  response: AcceptedEvent,
  errors: ["EVENT_NOT_FOUND"],

  async handle({ engine, params, actor, scope }) {
    const { id, duplicate } = await engine.replayEvent(params.eventId, { by: actor, scope });
    return { id, duplicate, decisions: await engine.eventDecisions([id], scope) };
  },
});
