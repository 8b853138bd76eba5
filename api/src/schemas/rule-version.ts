import { RuleSlug } from "@belfry/model";
import { z } from "zod";
import { Instant, Json, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";

const Version = z.coerce
  .number<string>({ error: "A version is a whole number." })
  .int()
  .positive()
  .max(2_147_483_647)
  .meta({ type: "integer" });

export const VersionParams = z.strictObject({ rule: RuleSlug, version: Version });

export const VersionDiffQuery = z.strictObject({
  from: z.coerce
    .number<string>({ error: "A version is a whole number." })
    .int()
    .min(0)
    .max(2_147_483_647)
    .optional()
    .meta({
      type: "integer",
      description: "The version it is compared with; 0 is an empty rule. Default: the one before.",
    }),
});

/** What somebody says of a change. */
export const Note = z.string().max(500).describe("What you say of the change, for those who look at the versions.");

export const SaveQuery = z.strictObject({ note: Note.optional() });

export const RuleVersion = z
  .object({
    version: z.int(),
    author: z.string(),
    note: personal("text", z.string()).describe("What the author said of it; often empty."),
    createdAt: Instant,
    current: z.boolean().describe("Whether it is the one that new executions use."),
  })
  .meta({ id: "RuleVersion" });

export const RuleVersionDetail = RuleVersion.extend({
  definition: personal("rule", JsonObject.describe("The rule as it was at this version.")),
}).meta({ id: "RuleVersionDetail" });

export const RuleChanges = personal(
  "json",
  z.array(
    z
      .object({
        path: z.string().describe("`actions.2.with.to` in the later version; of something removed in the earlier one."),
        kind: z
          .enum(["added", "removed", "changed", "moved"])
          .describe("`moved`: a step stands elsewhere among the others; what changed inside of it comes apart."),
        step: z.string().optional().describe("The id of the innermost trigger or step, where that has one."),
        movedFrom: z.string().optional(),
        before: Json.optional(),
        after: Json.optional(),
      })
      .meta({ id: "RuleChange" }),
  ),
);

export const RuleDifference = z
  .object({ from: z.int(), to: z.int(), changes: RuleChanges.describe("Empty when both say the same.") })
  .meta({ id: "RuleDifference" });

export const RestoreRequest = z.strictObject({ note: Note.optional() }).prefault({});
