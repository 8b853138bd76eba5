import { defineAction } from "@belfry/plugin-kit";
import { z } from "zod";
import { CampaignField } from "./campaign-field.ts";

export const incentiveTellings = defineAction({
  id: "incentive.tellings",
  displayName: { zh: "列出待通知的喜报", en: "List what is to be said of a campaign" },
  description: {
    zh: "列出签约激励活动中还没有通知的群播报和奖励消息，含正文和防重的业务键。",
    en: "Lists what was not said yet about contracts and awards of a campaign, with the text and the key by which it is sent once.",
  },
  input: z.strictObject({
    campaign: CampaignField,
    limit: z.int().min(1).max(1_000).default(200).describe("How much at most, the oldest first."),
  }),
  idempotent: true,
  cost: "io",
  dryRun: "runs",
  retryableErrors: "None of itself.",
  async run(ctx, { campaign, limit }) {
    const tellings = await ctx.incentives.tellings(campaign, limit);
    return { tellings: tellings.map(({ ...telling }) => telling), due: tellings.length };
  },
});
