import { defineRoute, noContent } from "../../contract/define-route.ts";
import { DeadLetterParams } from "../../schemas/event.ts";

export const dismissDeadLetter = defineRoute({
  method: "POST",
  path: "/v1/dead-letters/{letterId}/dismiss",
  operation: "deadletters.dismiss",
  summary: "Puts a dead letter away: nothing of it is wanted",
  permission: "events:write",
  params: DeadLetterParams,
  response: noContent,
  errors: ["DEAD_LETTER_NOT_FOUND"],

  async handle({ engine, hub, params, actor }) {
    await engine.dismissDeadLetter(params.letterId, { by: actor });
    hub.changed("events");
  },
});
