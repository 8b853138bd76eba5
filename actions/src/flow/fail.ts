import { ActionFailure, defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";

export const fail = defineAction({
  id: "fail",
  displayName: { zh: "结束为失败", en: "Fail" },
  description: {
    zh: "以给定的原因把本次执行结束为失败，不再重试。",
    en: "Ends the execution as failed, with the given reason. It is not tried again.",
  },
  input: z.strictObject({
    message: text().min(1).describe("The reason, as people read it."),
    code: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, "A code is written in capitals: NOBODY_THERE.")
      .default("FAILED_BY_RULE")
      .describe("A code for programs, in capitals."),
  }),
  idempotent: true,
  cost: "none",
  retryableErrors: "None: it fails because the rule says so.",
  dryRun: "runs",
  async run(_ctx, { message, code }) {
    throw new ActionFailure(message, { class: "runtime", code });
  },
});
