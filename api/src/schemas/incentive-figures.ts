import { z } from "zod";
import { limit } from "./common.ts";
import { Day } from "./days.ts";
import { CampaignKey } from "./incentive-campaigns.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const Fen = z.int().describe("Whole fen: 100 are one yuan.");

export const incentiveFilter = {
  campaign: CampaignKey.optional().describe("Only this campaign."),
  city: z.string().min(1).max(60).optional().describe("Only campaigns of this city."),
  provider: z.string().min(1).max(200).optional(),
  person: z.string().min(1).max(200).optional().describe("A name, or the key of a person."),
  from: Day.optional().describe("The first day."),
  until: Day.optional().describe("The last day."),
};

/** What a screen is about; without anything it is about all that the reader may see. */
export const IncentiveFilter = z.strictObject(incentiveFilter);

export const RankingQuery = z.strictObject({
  ...incentiveFilter,
  by: z.enum(["performance", "amount", "contracts", "rewards"]).default("performance"),
  ...PageQuery.shape,
});

export const TrendQuery = z.strictObject({
  ...incentiveFilter,
  by: z.enum(["day", "month"]).default("day"),
  limit: limit(800, 400),
});

export const incentiveSums = {
  contracts: z.int(),
  amountFen: Fen.describe("合同金额, in fen."),
  performanceFen: Fen.describe("计入业绩金额, in fen."),
  rewards: z.int().describe("How many awards."),
  rewardFen: Fen.describe("What they are worth, in fen. Doubling exists in messages only."),
};

export const IncentiveTotals = z
  .object({
    ...incentiveSums,
    meanFen: z.int().nullable().describe("合同金额 of a contract on average, in fen; null without contracts."),
    people: z.int(),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
  })
  .meta({ id: "IncentiveTotals" });

export const IncentiveTrend = z
  .object({ items: z.array(z.object({ at: z.string().describe("A day, or a month."), ...incentiveSums })) })
  .meta({ id: "IncentiveTrend" });

export const RewardSum = z
  .object({ type: z.string(), name: z.string(), rewards: z.int(), rewardFen: Fen })
  .meta({ id: "RewardSum" });

export const IncentiveChoices = z
  .object({
    campaigns: z.array(z.object({ campaign: z.string(), name: z.string(), city: z.string() })),
    cities: z.array(z.string()),
    providers: z.array(z.string()),
  })
  .meta({ id: "IncentiveChoices" });

export const PersonRank = z
  .object({
    rank: z.int().describe("From 1."),
    campaign: z.string(),
    person: personal("name", z.string()).describe("By what figures are counted: 管家, or 管家_服务商."),
    housekeeper: personal("name", z.string()),
    provider: z.string(),
    ...incentiveSums,
    held: z.array(z.string()).describe("The tiers that are held now, whatever days were asked for."),
    next: z
      .object({
        award: z.string(),
        fromFen: Fen.describe("The sum that earns it."),
        sumFen: Fen.describe("The sum so far."),
        missingFen: Fen,
        missingContracts: z.int().describe("How many contracts are missing before any tier counts."),
      })
      .nullable()
      .describe("The lowest tier that is not held; null: there is none, or all are held."),
  })
  .meta({ id: "PersonRank" });
