import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { ProviderParams } from "../../schemas/sandbox-provider.ts";
import { requireProvider } from "./require-provider.ts";

export const clearReceived = defineRoute({
  method: "DELETE",
  path: "/v1/sandbox/providers/{provider}/messages",
  operation: "sandbox.clearReceived",
  summary: "Lets a played provider forget what it received",
  permission: "sandbox:write",
  params: ProviderParams,
  response: z.object({ removed: z.int() }),
  errors: ["NOT_FOUND"],

  async handle(input) {
    const { provider } = input.params;
    const { providers, played } = requireProvider(input, provider);
    // First, because what is in memory cannot be taken back when the trail does not take the entry.
    await input.auditTrail.write({
      by: input.actor,
      action: "sandbox.clear-received",
      subject: { kind: "sandbox-provider", id: provider },
      outcome: "done",
      detail: { messages: played.messages },
    });
    return { removed: providers.clear(provider) };
  },
});
