import { z } from "zod";

const quirk = (meaning: string) => z.boolean().default(false).describe(meaning);

/** What campaigns of the past did and no new one should: each is off unless the file of the campaign turns it on. */
export const CampaignQuirks = z
  .strictObject({
    wholeYuanTotals: quirk("The sums of a person are cut to whole yuan after every contract."),
    projectQuotaPerRun: quirk("What a project has used up of its cap is forgotten at the end of each run."),
    addressMemoryPerRun: quirk("Which project addresses had their award is forgotten at the end of each run."),
    emptyAddressEarns: quirk("A self-referral without a project address counts as an address of its own."),
    repeatedAddressGetsNothing: quirk(
      "A self-referral at an address that is known gets neither tiers nor a gap, even where no address earns an award.",
    ),
    gapNamesHeldTier: quirk("The gap may name a tier that is held already, with a negative amount."),
    replaysKnown: quirk(
      "Contracts that are known are counted again from the source, without a row; else their figures come from the ledger.",
    ),
    cumulativeWithoutHistoryColumn: quirk(
      "Where the source has no column for historical contracts, 计入业绩金额 is the sum so far and not that of the contract.",
    ),
    binaryRate: quirk("Rates are cut in binary floating point: 0.29 prints 28%."),
    eliteBadgeHidesRisingStar: quirk("While there is an elite badge, nobody is shown the badge of a rising star."),
  })
  .meta({ id: "CampaignQuirks" });
export type CampaignQuirks = z.output<typeof CampaignQuirks>;
