import { defineRoute } from "../../contract/define-route.ts";
import { IncentiveFilter, IncentiveTotals } from "../../schemas/incentive-figures.ts";

export const getTotals = defineRoute({
  method: "GET",
  path: "/v1/incentives/totals",
  operation: "incentives.totals",
  summary: "Sums up contracts and awards",
  description: "Every figure is the sum of entries of the ledger.",
  example: { query: { campaign: "BJ-2025-05" } },
  permission: "incentives:read",
  reach: "scoped",
  query: IncentiveFilter,
  response: IncentiveTotals,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, query, scope }) {
    const totals = await incentives.totals({ ...query, scope });
    const { contracts, amountFen } = totals;
    return { ...totals, meanFen: contracts === 0 ? null : Math.round(amountFen / contracts) };
  },
});
