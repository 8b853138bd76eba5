import { defineRoute } from "../../contract/define-route.ts";
import { DeadLetterParams, DeadLetterReplay, SentEvents } from "../../schemas/event.ts";

export const replayDeadLetter = defineRoute({
  method: "POST",
  path: "/v1/dead-letters/{letterId}/replay",
  operation: "deadletters.replay",
  summary: "Reads a dead letter again, or a corrected text in its place",
  description:
    "Its events are accepted as if they had just come in, and the letter is settled. When it still cannot be read it stays open, and nothing of it is accepted.",
  permission: "events:write",
  params: DeadLetterParams,
  body: DeadLetterReplay,
  example: {
    params: { letterId: "2" },
    body: {
      text: '{"specversion":"1.0","id":"order-1002-paid","source":"/shops/7","type":"order.paid","data":{"amount":99}}',
    },
  },
  response: SentEvents,
  errors: ["DEAD_LETTER_NOT_FOUND", "EVENT_INVALID"],

  async handle({ engine, params, body, actor, scope }) {
    const accepted = await engine.replayDeadLetter(params.letterId, {
      by: actor,
      ...(body.text !== undefined && { text: body.text }),
    });
    const ids = accepted.map(({ id }) => id);
    const decisions = await engine.eventDecisions(ids, scope);
    const items = accepted.map(({ id, duplicate }) => {
      return { id, duplicate, decisions: decisions.filter(({ eventId }) => eventId === id) };
    });
    return { items };
  },
});
