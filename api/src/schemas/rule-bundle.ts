import { RuleFolder, RuleSlug } from "@belfry/model";
import { z } from "zod";
import { PendingApproval } from "./approval.ts";
import { Flag, Identifier, Json, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";
import { ProblemItem } from "./problem.ts";
import { Note, RuleChanges } from "./rule-version.ts";
import { Label } from "./rule.ts";

/** The name of the files in which rules are kept. */
export const SourceName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "A source is named with small letters, digits, dots, hyphens and _, at most 63 of them.",
  );

const names = z.array(z.string());
const Status = z.enum(["enabled", "disabled", "archived"]).nullable();

/** Nothing in it is masked: a masked address that is imported again would be taken for the address. */
export const ExportedRules = z
  .object({
    rules: z.array(JsonObject).describe("By their names, with their keys in the order in which people write them."),
    calendars: z.array(JsonObject).describe("Those that the rules ask."),
    variables: z.record(z.string(), Json).describe("Those that the rules read, if you may read variables."),
    needs: z
      .object({
        secrets: names,
        variables: names,
        calendars: names,
        rules: names,
      })
      .describe("What has to be there where it is imported, because it is not in here. Secrets never are."),
  })
  .meta({ id: "ExportedRules" });

export const ExportQuery = z.strictObject({
  rules: z
    .string()
    .max(20_000)
    .transform((text) => text.split(","))
    .pipe(z.array(RuleSlug).max(500))
    .optional()
    .describe("The rules by their names, with commas between them; what they call goes with them."),
  folder: RuleFolder.optional().describe("Those in this folder or below it."),
  label: Label.optional().describe("Those with this label: `team=finance`."),
  source: SourceName.optional().describe("Those that are kept in the files of this name."),
});

export const ImportQuery = z.strictObject({
  dryRun: Flag.default(false).describe("Whether only to say what would happen; nothing is changed then."),
});

export const ImportRequest = z.strictObject({
  rules: z.array(JsonObject).max(1_000).default([]),
  calendars: z.array(JsonObject).max(100).default([]),
  variables: z.record(Identifier, Json).default({}),
  note: Note.optional(),
  source: SourceName.optional().describe(
    "The name of the files that the rules are kept in. A rule that is kept in others is refused; without it rules stay where they are kept.",
  ),
  takeOver: z.boolean().default(false).describe("Takes rules over that are kept in files of another name."),
  prune: z
    .boolean()
    .default(false)
    .describe("Archives the rules of `source` that are not in here. Refused when there are no rules in here."),
  enable: z.boolean().default(false).describe("Enables the rules; else a new one is disabled and the others stay."),
  expected: z
    .record(RuleSlug, z.string().max(100).nullable())
    .optional()
    .describe("Which `revision` a rule must be, by its name; null for one that must not be there yet."),
});

export const ImportResult = z
  .object({
    applied: z.boolean().describe("False for a trial."),
    items: z.array(
      z
        .object({
          kind: z.enum(["rule", "calendar", "variable"]),
          name: z.string(),
          place: z.int().nullable().describe("Its place in the list; null for a rule that is put away."),
          outcome: z.enum(["created", "changed", "unchanged", "archived", "refused"]),
          code: z.string().nullable().describe("The error code of what is refused."),
          problems: z.array(ProblemItem),
          warnings: z.array(ProblemItem).describe("What keeps the rule from being enabled."),
          before: personal("json", Json).nullable(),
          after: personal("json", Json).nullable(),
          changes: RuleChanges,
          statusBefore: Status.describe("Of a rule. One that is only enabled is `unchanged` all the same."),
          status: Status.describe("Of a rule, after it."),
          version: z.int().nullable(),
          revision: z.string().nullable().describe("Of a rule, before it; send it as `expected`."),
          approval: PendingApproval.nullable().describe("What waits for a second person before it is so."),
        })
        .meta({ id: "ImportItem" }),
    ),
    missingSecrets: names.describe("The secrets that the rules name and that are not stored."),
  })
  .meta({ id: "ImportResult" });
