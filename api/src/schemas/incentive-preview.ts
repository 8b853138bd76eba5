import { z } from "zod";
import { JsonObject } from "./common.ts";
import { CampaignValidateBody, CampaignSummary } from "./incentive-campaigns.ts";

export const PreviewBody = z.strictObject({
  definition: CampaignValidateBody.shape.definition,
  contracts: z
    .array(
      z.strictObject({
        amountFen: z.int().min(0).max(1_000_000_000_000).describe("合同金额, in fen."),
        orderType: z.enum(["platform", "selfReferral"]).optional().describe("Default: a platform order."),
        housekeeper: z.string().min(1).max(60).optional().describe("Default: one person for all."),
        project: z.string().min(1).max(200).optional().describe("Default: one project for each contract."),
      }),
    )
    .min(1)
    .max(200)
    .describe("Examples in the order in which they are signed."),
});

export const CampaignPreview = z
  .object({
    items: z.array(
      z.object({
        n: z.int().describe("Which example it is, from 1."),
        taken: z.boolean().describe("`false`: the campaign does not take contracts of this order type."),
        sequence: z.int().describe("活动期内第几个合同."),
        countedFen: z.int().describe("What it alone counts after caps, in fen."),
        sumFen: z.int().describe("计入业绩金额 of the person so far, in fen."),
        rewards: z.array(
          z.object({
            kind: z.enum(["lucky", "tier", "selfReferral"]),
            type: z.string(),
            name: z.string(),
            amountFen: z.int().optional().describe("In fen; left out where the campaign has no amounts."),
          }),
        ),
        remark: z.string(),
        group: z.string().nullable().describe("The group message; null: there is none."),
        award: z.string().nullable().describe("The award message; null: there is none."),
        explanation: z.array(
          z.object({ rule: z.string(), granted: z.string().optional(), zh: z.string(), en: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: "CampaignPreview" });

export const ShippedParams = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,62}@[0-9A-Za-z][0-9A-Za-z.-]{0,30}$/, "Write a campaign like BJ-2025-05@2025-08."),
});

export const ShippedCampaign = CampaignSummary.pick({ campaign: true, revision: true })
  .extend({ definition: JsonObject.describe("As its file has it: amounts in yuan.") })
  .meta({ id: "ShippedCampaign" });
