import { z } from "zod";

const template = (meaning: string) => z.string().min(1).max(20_000).describe(meaning);

/** How the messages of a campaign read. Texts are Liquid; what they may name is listed in the guide. */
export const CampaignMessages = z
  .strictObject({
    template: z
      .enum(["earlier", "later"])
      .default("later")
      .describe("`earlier`: the layout until September 2025; `later`: the one with figures by order type."),
    group: template("What the group of the city reads about a contract."),
    award: template(
      "What the contact person reads about a contract that earned something; `lines` holds one per award.",
    ).optional(),
    awardLine: template("One line of an award: `award` and `amount`.").optional(),
    awardLineDoubled: template("The same where it doubles: also `doubled`, twice the amount.").optional(),
    eliteDoubling: z
      .enum(["all", "tiers", "none"])
      .default("none")
      .describe("Which awards of elite people the message shows doubled: all, only those of tiers, or none."),
    eliteBadge: z.string().min(1).max(40).optional().describe("Stands before the name of an elite person."),
    risingStarBadge: z.string().min(1).max(40).optional().describe("Stands before the name of a rising star."),
    allReached: z
      .string()
      .max(200)
      .default("恭喜已经达成所有奖励，祝愿再接再厉，再创佳绩")
      .describe("The last line where nothing is left to reach; else the remark of the row is the last line."),
    selfReferralClosing: z
      .string()
      .max(200)
      .optional()
      .describe("The last line for self-referrals, whatever remark they have."),
  })
  .superRefine(({ award, awardLine, awardLineDoubled, eliteDoubling }, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (award !== undefined && awardLine === undefined)
      refuse("awardLine", "An award message needs the text of its lines.");
    if (eliteDoubling !== "none" && awardLineDoubled === undefined)
      refuse("awardLineDoubled", "Awards are doubled, and there is no text for such a line.");
  })
  .meta({ id: "CampaignMessages" });
export type CampaignMessages = z.output<typeof CampaignMessages>;
