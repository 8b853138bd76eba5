import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";

export const ready = defineRoute({
  method: "GET",
  path: "/health/ready",
  operation: "health.ready",
  summary: "Answers 200 when requests can be served, 503 while the database cannot be reached",
  permission: "anyone",
  response: z.object({ status: z.literal("ready"), version: z.string() }),
  errors: [],

  async handle({ access, version }) {
    await access.checkDatabase();
    return { status: "ready" as const, version };
  },
});
