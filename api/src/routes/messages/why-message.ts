import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { InstantInput } from "../../schemas/common.ts";
import { WhyAnswer } from "../../schemas/message-why.ts";

const DAY_MS = 86_400_000;

export const whyMessage = defineRoute({
  method: "GET",
  path: "/v1/messages/why",
  operation: "messages.why",
  summary: 'Answers "Why did X not get it?": every message to a recipient, and what was decided about it',
  description:
    "Messages that were accepted, planned or changed last in that time, newest first, at most 200. Each with its decision in words, and the meaning of the provider's codes. Beside them whether the recipient is suppressed, and the rules in which the address stands or that have sent to it before; whom a rule looks up when it runs is not known here.",
  permission: "messages:read",
  reach: "scoped",
  bounded: "It names the newest 200 of a recipient in the time that is asked for.",
  query: z.strictObject({
    recipient: z.string().trim().min(1).max(500).describe("An address, a phone number, a name of a group."),
    from: InstantInput.optional().describe("A week before `to` when left out."),
    to: InstantInput.optional().describe("Now when left out."),
  }),
  example: { query: { recipient: "dean@campus.example", from: "2026-02-01T00:00:00Z", to: "2030-01-01T00:00:00Z" } },
  response: WhyAnswer,
  errors: [],

  async handle({ notify, query, scope }) {
    const { recipient } = query;
    const until = query.to ?? new Date((await notify.now()).getTime() + DAY_MS);
    const from = query.from ?? new Date(until.getTime() - 8 * DAY_MS);
    if (from >= until) {
      const problem = { path: "query.to", message: "It does not lie after `from`.", remedy: "Ask for a later time." };
      throw new AppError("REQUEST_INVALID", { problems: [problem] });
    }
    const { deliveries, ...answer } = await notify.whyNot({ recipient, from, until, scope });
    return { ...answer, items: deliveries };
  },
});
