import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { requireSandbox } from "./require-sandbox.ts";

export const clearMails = defineRoute({
  method: "DELETE",
  path: "/v1/sandbox/mails",
  operation: "sandbox.clear",
  summary: "Removes all mails from the sandbox",
  permission: "sandbox:write",
  response: z.object({ removed: z.int() }),
  errors: ["NOT_FOUND"],

  async handle(input) {
    return { removed: await requireSandbox(input).clear() };
  },
});
