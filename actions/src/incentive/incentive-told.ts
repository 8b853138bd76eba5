import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { CampaignField } from "./campaign-field.ts";

export const incentiveTold = defineAction({
  id: "incentive.told",
  displayName: { zh: "标记喜报已通知", en: "Note that it was said" },
  description: {
    zh: "在渠道接受消息之后，标记某个合同的群播报或奖励消息已通知；重复标记不改变什么。",
    en: "Notes, once its message was accepted, that something about a contract was said; the second time changes nothing.",
  },
  input: z.strictObject({
    campaign: CampaignField,
    contract: text().min(1).max(200).describe("合同ID"),
    kind: z.enum(["group", "award"]).describe("What was said: to the group, or about an award."),
    message: z.int().min(1).optional().describe("The number of the message, as the step that sent it gave it."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors: "None: a contract that is not there stays so.",
  async run(ctx, { campaign, contract, kind, message }) {
    await ctx.incentives.told(campaign, { contract, kind, messageId: message ?? null });
    return { campaign, contract, kind };
  },
});
