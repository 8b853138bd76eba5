import { SlotFate } from "@belfry/model";
import { z } from "zod";
import { Id, Instant } from "./common.ts";
import { ExplainStep } from "./explain.ts";
import { FireTime, RuleDefinition } from "./rule.ts";

export const WhatIfRequest = z.strictObject({
  definition: RuleDefinition.describe("The rule as it would be saved; it may be one that does not exist yet."),
  days: z.int().min(1).max(31).default(7).describe("How many days back."),
  limit: z.int().min(1).max(1_000).default(200).describe("How many differences to give."),
  offset: z.int().min(0).max(1_000_000).default(0).describe("How many of them to leave out, from the newest on."),
});

const fates = { ...SlotFate, none: "none" } as const;

const WhatIfDifference = z
  .object({
    at: Instant.describe("The fire time, or when the event came in."),
    change: z.enum(["more", "fewer"]),
    trigger: z.string(),
    eventId: Id.nullable(),
    happened: z.object({
      fate: z.enum(fates).describe("`none`: there was no such fire time, or the event did not match."),
      executionId: Id.nullable(),
    }),
    wouldHappen: z.object({ fate: z.enum(fates) }),
    why: z.array(ExplainStep).describe("What decided it on the side that did not fire."),
  })
  .meta({ id: "WhatIfDifference" });

export const WhatIf = z
  .object({
    rule: z.string(),
    from: Instant.describe("What was replayed; shorter than asked for where the notes say so."),
    until: Instant,
    more: z.int().describe("How often it would have fired where it did not."),
    fewer: z.int(),
    same: z.int(),
    slots: z.int().describe("How many fire times were replayed."),
    events: z.int().describe("How many events were replayed."),
    days: z
      .array(z.object({ day: z.string(), more: z.int(), fewer: z.int(), same: z.int() }))
      .describe("By day in the zone of the installation, those on which there was anything."),
    differences: z.array(WhatIfDifference).describe("The newest first, at most `limit`."),
    total: z.int().describe("How many differences there are in all."),
    notes: z.array(ExplainStep).describe("What this leaves out or assumes, and whether it was cut short."),
  })
  .meta({ id: "WhatIf" });

export const PreviewRequest = z.strictObject({
  definition: RuleDefinition.describe("The rule as it would be saved; it may be one that does not exist yet."),
  count: z.int().min(1).max(100).default(10),
});

export const EditedPreview = z
  .object({
    before: z.array(FireTime).nullable().describe("As the rule is saved; null for one that is not."),
    after: z.array(FireTime).describe("As it would be."),
  })
  .meta({ id: "EditedPreview" });
