import { z } from "zod";
import { Instant, InstantInput, Json, JsonObject, LocalizedText } from "./common.ts";
import { personal } from "./personal.ts";

export const ExplainRuleQuery = z.strictObject({
  at: InstantInput.optional().describe(
    "A moment that has passed or lies ahead; a whole minute means any time within it. Now when left out.",
  ),
  trigger: z.string().max(63).optional().describe("Only this trigger of the rule."),
});

export const ExplainEventQuery = z.strictObject({
  rule: z.string().max(63).optional().describe("Only the triggers of this rule."),
});

const verdict = z
  .enum(["yes", "no", "unknown", "info"])
  .describe("`info` decides nothing; `unknown` is what nobody can say now, or what was not kept.");

const TracedPart = z.object({
  source: z.string().describe("The part as it is written."),
  position: z.object({ line: z.int(), column: z.int() }),
  depth: z.int().describe("How deep it stands; 0 is the whole."),
  value: personal("json", Json).optional(),
  problem: z
    .object({
      path: z.string(),
      position: z.object({ line: z.int(), column: z.int() }).optional(),
      message: personal("text", z.string()),
      remedy: z.string(),
    })
    .optional()
    .describe("Why it has no value."),
});

export const ExplainStep = z
  .object({
    code: z.string().describe("What is said, for programs: `condition.rule-false`."),
    verdict,
    text: LocalizedText.describe(
      "What is said, for people: a text in which `{name}` stands for the value of that name.",
    ),
    values: personal("json", JsonObject).describe(
      "What decided it, by the names in the text, and more. A text in two languages is an object with `zh` and `en`, a duration one with `ms`. `fate` is what became of it, or will.",
    ),
    at: Instant.nullable().describe("When it was decided, or is going to be."),
    rule: z.string().nullable(),
    trigger: z.string().nullable().describe("Null where it is about all of it."),
    basis: z
      .enum(["kept", "now"])
      .describe("`kept` was written down when it was decided, `now` is evaluated with the values of today."),
    parts: z.array(TracedPart).describe("What each part of a condition comes to."),
    links: z.array(z.object({ kind: z.enum(["rule", "execution", "event", "calendar"]), id: z.string() })),
  })
  .meta({ id: "ExplainStep" });

export const Explanation = z
  .object({ headline: ExplainStep, steps: z.array(ExplainStep).describe("In the order in which Belfry decides.") })
  .meta({ id: "Explanation" });
