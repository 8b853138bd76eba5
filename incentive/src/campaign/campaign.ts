/**
 * A campaign: who earns what for contracts in one city and period. It is data: a new city or month is a new file. The same
 * object stands in YAML, in the API and in the database; files write yuan, and a campaign that was read holds fen.
 */
import { z } from "zod";
import { CampaignMessages } from "./campaign-messages.ts";
import { AwardName, CapRule, LuckyRule, RemarkTexts, SelfReferralRule, TierRule } from "./campaign-rules.ts";
import { CampaignQuirks } from "./quirks.ts";
import { Yuan } from "./yuan.ts";

export const CampaignKey = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,62}$/, "A campaign is named with capital letters, digits and hyphens: BJ-2025-05.");

export const CampaignRevision = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,30}$/, "A revision is named with letters, digits, dots and hyphens: 2025-08.");

const Day = z.iso.date("Write a day like 2025-05-01.");

const Period = z
  .strictObject({
    from: Day.describe("Its first day, in Asia/Shanghai."),
    until: Day.optional().describe("Its last day. Left out: it has no end."),
  })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ["until"],
    message: "The last day comes before the first.",
  })
  .meta({ id: "CampaignPeriod" });

const SourceType = z.int().min(0).max(1000);

export const Campaign = z
  .strictObject({
    campaign: CampaignKey.describe("Its key, the same for all revisions."),
    revision: CampaignRevision.describe("Which revision of it this is; of several the last one by text is taken."),
    name: z.string().min(1).max(200).describe("The name that people see."),
    description: z.string().max(10_000).optional(),
    city: z.string().min(1).max(60).describe("The city: 北京."),
    period: Period,
    activityCode: z.string().min(1).max(60).optional().describe("What 活动编号 says. Default: the key."),
    person: z
      .enum(["管家", "管家_服务商"])
      .describe("Who a person is: the name alone, or the name together with the provider."),
    sourceTypes: z
      .array(SourceType)
      .min(1)
      .max(100)
      .optional()
      .describe("Only contracts with these 工单类型(sourceType) take part; one without counts as 2. Default: all."),
    announcementOnly: z.boolean().default(false).describe("Contracts are announced, and nobody earns anything."),
    lucky: LuckyRule.optional(),
    tiers: TierRule.optional(),
    selfReferral: SelfReferralRule.prefault({}),
    caps: CapRule.prefault({}),
    performance: z
      .enum(["amount", "source"])
      .default("amount")
      .describe("What a contract counts: its amount, cut by caps, or what the column 计入业绩金额 of the source says."),
    performanceColumn: z
      .enum(["contract", "cumulative"])
      .default("contract")
      .describe("What 计入业绩金额 shows: what this contract counts, or the sum of the person so far."),
    historicalContracts: z
      .boolean()
      .default(false)
      .describe("A contract with 历史合同编号 gets no number and no award; it only takes up the cap of its project."),
    bonusPoolRatio: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("奖金池 is the amount times this, with four decimals. Left out: the column stays empty."),
    awards: z
      .record(AwardName, Yuan)
      .optional()
      .describe("What each award is worth, in yuan. Left out: awards are named and have no amount."),
    remarks: RemarkTexts.prefault({}),
    refresh: z
      .enum(["append", "recompute"])
      .default("append")
      .describe(
        "`append`: what was evaluated stays, new contracts follow. `recompute`: each run evaluates all contracts anew, and those that left the source leave too.",
      ),
    elite: z.array(z.string().min(1).max(60)).max(5_000).default([]).describe("The names of elite people (精英管家)."),
    risingStars: z
      .array(z.string().min(1).max(60))
      .max(5_000)
      .default([])
      .describe("The names of rising stars (新锐管家)."),
    messages: CampaignMessages,
    quirks: CampaignQuirks.prefault({}),
  })
  .meta({ id: "Campaign", title: "Campaign", description: "Who earns what for contracts in one city and period." });
export type Campaign = z.output<typeof Campaign>;
/** As it stands in a file: amounts in yuan, defaults left out. */
export type CampaignDefinition = z.input<typeof Campaign>;

/** `BJ-2025-05@2025-08`: which campaign and which revision of it. */
export function campaignName({ campaign, revision }: Pick<Campaign, "campaign" | "revision">): string {
  return `${campaign}@${revision}`;
}

/** What 活动编号 says. */
export function activityCodeOf({ campaign, activityCode }: Pick<Campaign, "campaign" | "activityCode">): string {
  return activityCode ?? campaign;
}
