import { Condition, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { Json, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";

// Groups hold groups, which the document would name by a reference that leads nowhere.
const GivenCondition = z
  .union([z.string().min(1).max(10_000), JsonObject])
  .transform((given, ctx) => {
    const parsed = Condition.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const { message, path } of parsed.error.issues) ctx.addIssue({ code: "custom", message, path });
    return z.NEVER;
  })
  .describe(
    "As a rule holds it: an expression, or groups of comparisons; docs/schemas/rule.schema.json describes them.",
  );

export const ConditionTestBody = z.strictObject({
  condition: GivenCondition,
  event: Json.optional().describe("What `event` is."),
  inputs: JsonObject.optional(),
  vars: JsonObject.optional().describe("They come before those of the installation."),
  rule: RuleSlug.optional().describe("Whose own variables and defaults of inputs are used."),
});

/** Its message may hold a value. */
const problem = z.object({
  path: z.string(),
  position: z.object({ line: z.int(), column: z.int() }).optional(),
  message: personal("text", z.string()),
  remedy: z.string(),
});

export const ConditionTest = z
  .object({
    expression: z.string().describe("The expression that the condition means."),
    value: z.boolean().optional().describe("Left out when there is a problem."),
    problem: problem.optional().describe("Why it is neither true nor false."),
    parts: z
      .array(
        z.object({
          source: z.string().describe("The part as it is written."),
          position: z.object({ line: z.int(), column: z.int() }),
          depth: z.int().describe("How deep it stands; 0 is the whole."),
          value: personal("json", Json).optional(),
          problem: problem.optional(),
        }),
      )
      .describe("What each part comes to. Each is evaluated by itself, also those that the whole does not look at."),
    stored: z.boolean().describe("Whether variables that are stored were seen, or only the values of the request."),
  })
  .meta({ id: "ConditionTest" });
