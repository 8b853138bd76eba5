import { z } from "zod";
import { Instant, Json, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";

export const CampaignKey = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,62}$/, "A campaign is named with capital letters, digits and hyphens: BJ-2025-05.");

export const CampaignParams = z.strictObject({ campaign: CampaignKey });

export const CampaignSummary = z
  .object({
    campaign: z.string().describe("Its key."),
    revision: z.string().describe("The revision in force."),
    name: z.string(),
    city: z.string(),
    from: z.string().describe("Its first day."),
    until: z.string().nullable().describe("Its last day; null: it has no end."),
    announcementOnly: z.boolean().describe("Nobody earns anything, contracts are announced."),
    inUse: z.boolean().describe("`false`: it comes with Belfry and was not taken into use."),
    labels: z.record(z.string(), z.string()),
    updatedAt: Instant.nullable(),
    updatedBy: personal("name", z.string().nullable()),
  })
  .meta({ id: "CampaignSummary" });

export const CampaignDetail = CampaignSummary.extend({
  definition: JsonObject.describe("The campaign as it was saved: amounts in yuan."),
  sequence: z.int().describe("活动期内第几个合同 of the last contract."),
  revisions: z
    .array(z.object({ revision: z.string(), createdAt: Instant, createdBy: personal("name", z.string()) }))
    .describe("The newest first. A revision never changes."),
}).meta({ id: "CampaignDetail" });

const Revision = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,30}$/, "A revision is named like 2025-08.");

export const RevisionParams = CampaignParams.extend({ revision: Revision });

export const RevisionDiffQuery = z.strictObject({
  from: Revision.optional().describe("The revision it is compared with. Default: the one that was saved before it."),
});

const CampaignRevision = z
  .object({
    revision: z.string(),
    createdAt: Instant,
    createdBy: personal("name", z.string()),
    inForce: z.boolean().describe("Whether it decides what the next contract earns."),
  })
  .meta({ id: "CampaignRevision" });

export const CampaignRevisions = z
  .object({ items: z.array(CampaignRevision).describe("The newest first.") })
  .meta({ id: "CampaignRevisions" });

export const CampaignRevisionDetail = CampaignRevision.extend({
  definition: JsonObject.describe("The campaign as it was saved: amounts in yuan."),
}).meta({ id: "CampaignRevisionDetail" });

export const CampaignDifference = z
  .object({
    from: z.string().nullable().describe("Null: there was none before, and everything was added."),
    to: z.string(),
    changes: z
      .array(
        z
          .object({
            path: z.string().describe("`tiers.levels.达标奖.from`"),
            kind: z.enum(["added", "removed", "changed"]),
            before: Json.optional(),
            after: Json.optional(),
          })
          .meta({ id: "CampaignChange" }),
      )
      .describe("Empty when both say the same."),
  })
  .meta({ id: "CampaignDifference" });

const Definition = JsonObject.describe(
  "A campaign, as docs/schemas/campaign.schema.json describes it: amounts in yuan.",
);

export const CampaignBody = z.strictObject({
  definition: Definition,
  labels: z
    .record(z.string().min(1).max(64), z.string().max(200))
    .optional()
    .describe("By which people are restricted."),
  reason: z.string().min(1).max(1_000).optional().describe("Stands at the adjustments of contracts that were booked."),
});

export const CampaignInstallBody = z.strictObject({
  revision: z.string().min(1).max(31).optional().describe("Default: the last one that comes with Belfry."),
  labels: CampaignBody.shape.labels,
});

export const CampaignValidateBody = z.strictObject({ definition: Definition });

export const CampaignSaved = z
  .object({
    campaign: z.string(),
    revision: z.string(),
    adjustments: z.int().describe("Booked because contracts stand otherwise under this revision."),
  })
  .meta({ id: "CampaignSaved" });

export const CampaignProblems = z.object({
  items: z.array(
    z.object({
      severity: z.enum(["error", "warning"]),
      path: z.string(),
      message: z.string(),
      remedy: z.string(),
      code: z.string().optional().describe("By which both texts are known in other languages."),
      values: z.record(z.string(), z.string()).optional().describe("What the texts name."),
    }),
  ),
});
