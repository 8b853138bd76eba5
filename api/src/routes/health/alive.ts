import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";

export const alive = defineRoute({
  method: "GET",
  path: "/health",
  operation: "health.alive",
  summary: "Answers as long as the process does",
  permission: "anyone",
  response: z.object({ status: z.literal("ok"), version: z.string() }),
  errors: [],

  async handle({ version }) {
    return { status: "ok" as const, version };
  },
});
