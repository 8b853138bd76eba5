import { AppError, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { slowDown } from "../../http/slow-down.ts";
import { HookAnswer } from "../../schemas/event.ts";

export const receiveHook = defineRoute({
  method: "POST",
  path: "/v1/hooks/{rule}/{trigger}",
  operation: "hooks.receive",
  summary: "Takes a webhook for one trigger of a rule",
  description:
    "The trigger says how the request is signed and what its body is. A wrong signature is refused in the same words as an address at which there is nothing, each further time after a longer wait.",
  permission: "anyone",
  reach: "everybody",
  params: z.strictObject({ rule: RuleSlug, trigger: z.string().min(1).max(63) }),
  rawBody: { "*/*": z.unknown().describe("What the sender of the webhook sends.") },
  response: HookAnswer,
  status: 202,
  errors: ["HOOK_REFUSED", "TOO_MANY_ATTEMPTS", "EVENT_INVALID", "BACKLOG_FULL"],

  async handle({ engine, params, raw, http, hookThrottle }) {
    const guess = { throttle: hookThrottle, name: `${params.rule}/${params.trigger}`, address: http.address };
    const outcome = await slowDown(guess, async () => {
      const received = await engine.receiveHook(params, raw);
      if (received.kind === "refused") throw new AppError("HOOK_REFUSED");
      return received;
    });
    if (outcome.kind === "unreadable") {
      const reason = `What was sent lies with the dead letters: ${outcome.deadLetter}.`;
      throw new AppError("EVENT_INVALID", { problems: outcome.problems, reason });
    }
    return { id: outcome.event.id, duplicate: outcome.event.duplicate };
  },
});
