import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";
import { IncentiveFilter } from "../../schemas/incentive-figures.ts";
import { cutSheets, MOST_CONTRACTS, MOST_DAYS, MOST_PEOPLE } from "./incentive-sheet-limits.ts";
import { contractSheet, peopleSheet, rewardSheet, totalsSheet, trendSheet } from "./incentive-sheets.ts";

const ZONE = "Asia/Shanghai";

export const exportIncentives = defineRoute({
  method: "GET",
  path: "/v1/incentives/export",
  operation: "incentives.export",
  summary: "Downloads the figures as an Excel workbook: sums, ranking, awards, days, and the contracts of a campaign",
  description: `Amounts are in yuan. At most ${MOST_PEOPLE} people, ${MOST_DAYS} days and, of a campaign that is named, the last ${MOST_CONTRACTS} contracts: a sheet that is cut says so above and below its rows, and the header Belfry-Truncated names it. Names are only written for who may read personal data.`,
  permission: "incentives:read",
  reach: "scoped",
  query: IncentiveFilter.extend({ language: z.enum(["zh", "en"]).default("zh").describe("Of the headings.") }),
  response: download,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, writeWorkbook, query: { language, ...filter }, scope, caller }) {
    const of = { ...filter, scope };
    const { campaign, city: _city, ...ofContracts } = filter;
    const totals = await incentives.totals(of);
    const people = await incentives.ranking(of, { by: "performance", skip: 0, limit: MOST_PEOPLE + 1 });
    const rewards = await incentives.rewardSums(of);
    const days = await incentives.trend(of, { by: "day", limit: MOST_DAYS + 1 });
    const contracts =
      campaign === undefined
        ? []
        : await incentives.listContracts(campaign, { ...ofContracts, limit: MOST_CONTRACTS + 1 });
    const look = { language, names: caller.permissions.has("personal-data:read") };
    const { sheets, cut } = cutSheets(
      [
        { key: "totals", sheet: totalsSheet(totals, filter, look) },
        { key: "ranking", sheet: peopleSheet(people, look), most: MOST_PEOPLE },
        { key: "awards", sheet: rewardSheet(rewards, look) },
        { key: "trend", sheet: trendSheet(days, look), most: MOST_DAYS, keep: "last" },
        ...(campaign === undefined
          ? []
          : [{ key: "contracts", sheet: contractSheet(contracts, look), most: MOST_CONTRACTS }]),
      ],
      language,
    );
    const parts = ["belfry", campaign ?? "incentives", filter.from, filter.until].filter((part) => part !== undefined);
    return {
      fileName: `${parts.join(" ")}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: await writeWorkbook(sheets, ZONE),
      truncated: cut,
    };
  },
});
