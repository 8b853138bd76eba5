import { defineTrigger } from "@belfry/plugin-kit";
import { z } from "zod";
import { namesOf, RuleNames } from "./rule-names.ts";

const RuleOutcome = z
  .strictObject({
    outcome: z
      .enum(["success", "failed", "cancelled", "ended"])
      .describe("How the execution of the other rule ends; `ended` is each of the three."),
    rule: RuleNames.optional().describe("The rule that is watched, or a list of them, by name."),
    labels: z
      .record(z.string().min(1).max(63), z.string().max(200))
      .refine((labels) => Object.keys(labels).length > 0, "Name at least one label.")
      .optional()
      .describe("Instead of names: every rule that has these labels, also one that is made later."),
  })
  .superRefine(({ rule, labels }, ctx) => {
    if ((rule === undefined) === (labels === undefined))
      ctx.addIssue({ code: "custom", path: ["rule"], message: "Name the rules, or labels they have, and not both." });
  });

const ends = {
  success: { zh: "成功", en: "succeeds" },
  failed: { zh: "失败", en: "fails" },
  cancelled: { zh: "被取消", en: "is cancelled" },
  ended: { zh: "结束", en: "ends" },
} as const;

/** Fires when an execution of another rule ends. */
export const ruleOutcomeTrigger = defineTrigger({
  kind: "outcome",
  id: "outcome",
  displayName: { zh: "规则结果", en: "Outcome of a rule" },
  description: {
    zh: "其他规则的一次执行成功、失败、被取消或结束时触发",
    en: "Fires when an execution of another rule succeeds, fails, is cancelled or ends",
  },
  config: RuleOutcome,
  describe({ outcome, rule, labels = {} }) {
    const marks = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
    const which = rule === undefined ? marks.join(", ") : namesOf(rule).join(", ");
    return {
      zh: `${rule === undefined ? "带标签" : "规则"} ${which} ${rule === undefined ? "的规则" : ""}${ends[outcome].zh}时`,
      en: `When a rule ${rule === undefined ? "with " : ""}${which} ${ends[outcome].en}`,
    };
  },
  watches: ({ outcome, rule, labels }) => ({
    rules: rule === undefined ? [] : namesOf(rule),
    ...(labels !== undefined && { labels }),
    states: outcome === "ended" ? ["success", "failed", "cancelled"] : [outcome],
  }),
});
