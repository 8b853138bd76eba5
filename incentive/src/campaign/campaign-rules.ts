import { z } from "zod";
import { Yuan } from "./yuan.ts";

export const AwardName = z.string().min(1).max(60).describe("The name of an award: 达标奖.");

const AwardFrom = z
  .strictObject({ award: AwardName, from: Yuan.default(0).describe("The smallest amount that earns it, in yuan.") })
  .meta({ id: "AwardFrom" });

/** Which contracts are lucky, and what they earn by their amount. */
export const LuckyRule = z
  .strictObject({
    rule: z
      .enum(["lastDigit", "everyNthOfPerson", "everyNthPlatform"])
      .describe(
        "`lastDigit`: the running number of the campaign ends with `number`. `everyNthOfPerson`: every `number`th contract of the person. `everyNthPlatform`: every `number`th platform contract of the person.",
      ),
    number: z.int().min(0).max(1000).describe("The digit, or the n of every nth."),
    type: z.string().min(1).max(60).default("幸运数字").describe("What 奖励类型 says."),
    awards: z
      .array(AwardFrom)
      .min(1)
      .max(20)
      .describe("By the amount of the contract, from the smallest: the last one reached is granted."),
  })
  .superRefine(({ rule, number }, ctx) => {
    if (rule === "lastDigit" ? number > 9 : number < 1)
      ctx.addIssue({
        code: "custom",
        path: ["number"],
        message: rule === "lastDigit" ? "A last digit is 0 to 9." : "Every nth needs an n of at least 1.",
      });
  })
  .meta({ id: "LuckyRule" });
export type LuckyRule = z.output<typeof LuckyRule>;

/** Awards that a person reaches by their sum. */
export const TierRule = z
  .strictObject({
    minContracts: z.int().min(0).max(100_000).describe("So many contracts a person needs before any tier counts."),
    orders: z
      .enum(["all", "platform"])
      .default("all")
      .describe("Which contracts count, for the number and for the sum."),
    basis: z
      .enum(["total", "performance"])
      .default("performance")
      .describe("Which sum decides: 管家累计金额, or the one that caps have cut."),
    type: z.string().min(1).max(60).default("节节高").describe("What 奖励类型 says."),
    levels: z.array(AwardFrom).min(1).max(50).describe("From the lowest to the highest."),
  })
  .meta({ id: "TierRule" });
export type TierRule = z.output<typeof TierRule>;

const CapsOfOrders = z
  .strictObject({
    perContract: Yuan.optional().describe("A contract counts at most so many yuan."),
    perProject: Yuan.optional().describe("All contracts of a project (工单编号) together count at most so many yuan."),
  })
  .meta({ id: "CapsOfOrders" });

/** How much of an amount counts as performance. */
export const CapRule = CapsOfOrders.extend({
  selfReferral: CapsOfOrders.optional().describe(
    "Other caps for self-referrals; what is left out is as for platform orders.",
  ),
  totalPerProject: Yuan.optional().describe(
    "管家累计金额 takes at most so many yuan of a project, whose contracts are added in full. 计入业绩金额 is not touched.",
  ),
}).meta({ id: "CapRule" });
export type CapRule = z.output<typeof CapRule>;

/** Orders that the person brought along themselves. */
export const SelfReferralRule = z
  .strictObject({
    tiers: z
      .boolean()
      .default(true)
      .describe("Whether tiers are looked at, and a gap is told, when such a contract comes."),
    award: AwardName.optional().describe("What each earns, once for a project address and person."),
    type: z.string().min(1).max(60).default("自引单").describe("What 奖励类型 says."),
    remark: z
      .string()
      .max(200)
      .optional()
      .describe("What 备注 says where tiers are not looked at. Default: as for nothing left."),
  })
  .meta({ id: "SelfReferralRule" });
export type SelfReferralRule = z.output<typeof SelfReferralRule>;

/** The texts of 备注. */
export const RemarkTexts = z
  .strictObject({
    none: z.string().max(200).default("无").describe("Nothing is left to reach."),
    gapAmount: z
      .string()
      .max(200)
      .default("距离 {award} 还需 {amount} 元")
      .describe("How much the next tier needs: `{award}` and `{amount}`."),
    gapCount: z
      .string()
      .max(200)
      .default("距离达成节节高奖励条件还需 {count} 单")
      .describe("How many contracts are missing: `{count}`."),
    historical: z.string().max(200).default("历史合同-仅计入业绩金额").describe("A contract from before the campaign."),
  })
  .meta({ id: "RemarkTexts" });
export type RemarkTexts = z.output<typeof RemarkTexts>;
