import { defineAction } from "@belfry/plugin-kit";
import { z } from "zod";

export const noop = defineAction({
  id: "noop",
  displayName: { zh: "空操作", en: "Do nothing" },
  description: { zh: "什么都不做，原样返回给定的值。", en: "Does nothing and returns the given value." },
  input: z.strictObject({
    value: z.json().optional().describe("What is returned: anything that later steps want to name."),
  }),
  idempotent: true,
  cost: "none",
  retryableErrors: "None.",
  dryRun: "runs",
  async run(_ctx, { value }) {
    return { value: value ?? null };
  },
});
