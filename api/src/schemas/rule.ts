import { RuleSlug, SlotFate } from "@belfry/model";
import { z } from "zod";
import { PendingApproval } from "./approval.ts";
import { Id, Instant, JsonObject, LocalizedText } from "./common.ts";
import { ProblemItem } from "./problem.ts";
import { personal } from "./personal.ts";

export const RuleParams = z.strictObject({ rule: RuleSlug });

/** A label in a query: `team=finance`. */
export const Label = z
  .string()
  .max(500)
  .regex(/^[^=]+=[^=]*$/, "Write a label like team=finance.")
  .transform((text) => {
    const [label = "", value = ""] = text.split("=");
    return { [label]: value };
  });

export const RuleView = z
  .object({
    rule: z.string(),
    name: z.string(),
    status: z.enum(["enabled", "disabled", "archived"]),
    version: z.int(),
    revision: z
      .string()
      .describe("Another one after every save and every change of the status. Send it as `If-Match`."),
    labels: z.record(z.string(), z.string()),
    folder: z.string().nullable().describe("Null: in none."),
    source: z
      .string()
      .nullable()
      .describe("The name of the files it is kept in (`rules apply --source`); null: in none."),
    definition: personal("rule", JsonObject.describe("The rule as its author wrote it.")),
    schedule: z.array(LocalizedText).describe("What its triggers mean, as sentences."),
    nextFireAt: Instant.nullable().describe("The next planned fire time of an enabled rule."),
    calendars: z
      .array(
        z.object({
          calendar: z.string(),
          knownUntil: z.string().nullable().describe("The last day it knows; null when there is no such calendar."),
          daysLeft: z.int().nullable().describe("Negative when it has ended."),
        }),
      )
      .describe("The calendars that its triggers ask, and how far they reach."),
    warnings: z
      .array(ProblemItem)
      .describe("What will keep it from firing: a calendar with less than 30 days left, or one that is not there."),
    author: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "RuleView" });

export const RuleStatusAnswer = RuleView.extend({
  approval: PendingApproval.nullable().describe(
    "The request that waits when a second person has to release it first; the rule is then as it was.",
  ),
}).meta({ id: "RuleStatusAnswer" });

export const RuleDefinition = JsonObject.describe("A rule; docs/schemas/rule.schema.json describes it.");

export const SavedRule = z
  .object({
    rule: RuleView,
    outcome: z.enum(["created", "changed", "unchanged"]),
    warnings: z
      .array(ProblemItem)
      .describe("What keeps the rule from being enabled: secrets and calendars that are not there."),
  })
  .meta({ id: "SavedRule" });

export const CheckedRule = z
  .object({ problems: z.array(ProblemItem).describe("Empty when the rule can be saved.") })
  .meta({ id: "CheckedRule" });

export const TriggerRequest = z
  .strictObject({ inputs: JsonObject.optional().describe("What the rule's `inputs` ask for.") })
  .prefault({});

export const Triggered = z
  .object({
    fate: z.enum(SlotFate),
    executionId: Id.nullable().describe("Empty when the fate is not `fired`."),
    detail: personal("json", JsonObject).nullable().describe("The values that decided a fate other than `fired`."),
  })
  .meta({ id: "Triggered" });

export const FireTime = z
  .object({
    at: Instant,
    trigger: z.string(),
    scheduledFor: Instant.optional().describe("What the schedule says, where the trigger is spread and fires later."),
    movedFrom: Instant.optional().describe("When it was due before a calendar moved it to another day."),
    undecided: z
      .literal(true)
      .optional()
      .describe("The calendar ends before: whether and when it fires is not known, nor what comes after it."),
    skipped: JsonObject.optional().describe("It does not fire: what the calendar says of the day. Only with `all`."),
    awaits: z
      .object({ rules: z.array(z.string()), fires: z.enum(["complete", "missing"]) })
      .optional()
      .describe(
        "The rules on which it depends whether it fires; with `complete` as soon as they have run, and at this time at the latest. Only with `all`.",
      ),
  })
  .meta({ id: "FireTime" });

const fates = { ...SlotFate, planned: "planned" } as const;

export const SlotView = z
  .object({
    trigger: z.string(),
    from: Instant,
    to: Instant,
    scheduledFor: Instant.nullable().describe(
      "What the schedule says for the first of them, where the trigger is spread and fires later.",
    ),
    n: z.int().describe("How many slots of equal fate this is."),
    fate: z.enum(fates),
    executionId: Id.nullable(),
    detail: personal("json", JsonObject).nullable(),
  })
  .meta({ id: "Slot" });

export const SlotReconciliation = z
  .object({
    rule: z.string(),
    due: z.int().describe("Counted by schedule arithmetic."),
    planned: z.int(),
    fates: z.partialRecord(z.enum(SlotFate), z.int()),
    balanced: z.boolean().describe("Whether due = planned + the sum of the fates."),
  })
  .meta({ id: "SlotReconciliation" });

export const RuleFolderView = z
  .object({
    folder: z.string().describe("`teams/学工处`; empty is the root, in which everything lies."),
    name: z.string(),
    parent: z.string().nullable().describe("Null for the root."),
    rules: z.int().describe("How many lie in it."),
    total: z.int().describe("How many lie in it and below."),
  })
  .meta({ id: "RuleFolder" });

export const RemovedRule = z
  .object({
    outcome: z
      .enum(["removed", "archived", "waiting"])
      .describe(
        "`removed`: it never did anything and is gone. `archived`: what it did stays. `waiting`: for `approval`.",
      ),
    approval: PendingApproval.nullable(),
  })
  .meta({ id: "RemovedRule" });

export const EnablePreview = z
  .object({
    rule: z.string(),
    status: z.enum(["enabled", "disabled", "archived"]),
    version: z.int(),
    canBeEnabled: z.boolean().describe("Whether nothing hinders it; a second person may still have to release it."),
    hindrances: z.array(ProblemItem).describe("What it names and is not there: secrets, calendars, …"),
    warnings: z.array(ProblemItem).describe("What will keep it from firing later."),
    triggers: z.array(
      z.object({
        trigger: z.string(),
        kind: z.string(),
        meaning: LocalizedText,
        waitsFor: z
          .enum(["clock", "events", "address", "feed", "rules"])
          .describe(
            "`clock` fires by itself, `events` looks at what comes in, `address` is sent to, `feed` asks or listens elsewhere, `rules` follows what other rules do.",
          ),
        address: z.string().nullable().describe("Where others send to, below the address of Belfry."),
        misfire: z
          .object({ policy: z.string(), within: z.string() })
          .nullable()
          .describe("What happens with fire times that pass while no scheduler is up."),
      }),
    ),
    next: z.array(FireTime).describe("The next fire times, ten at most."),
    sends: z
      .array(
        z.object({
          path: z.string(),
          step: z.string(),
          use: z.string(),
          displayName: LocalizedText,
          input: personal("json", JsonObject).describe("What it is given, with its expressions as they are written."),
        }),
      )
      .describe("The actions that reach people or systems outside."),
    release: z
      .object({
        demandedBy: z.enum(["rule", "installation"]),
        notBy: z.array(z.string()).describe("Who wrote a version of it cannot release it."),
      })
      .nullable()
      .describe("Whether a second person has to release it first; null: nobody is asked."),
  })
  .meta({ id: "EnablePreview" });
