import { defineRoute } from "../../contract/define-route.ts";
import { IncentiveChoices, IncentiveFilter } from "../../schemas/incentive-figures.ts";

export const getChoices = defineRoute({
  method: "GET",
  path: "/v1/incentives/choices",
  operation: "incentives.choices",
  summary: "Lists what the figures can be asked about: campaigns, cities, providers",
  bounded: "Campaigns are taken into use by hand; at most 1,000 providers are given.",
  permission: "incentives:read",
  reach: "scoped",
  query: IncentiveFilter,
  response: IncentiveChoices,
  errors: ["CAMPAIGN_NOT_FOUND"],

  async handle({ incentives, query, scope }) {
    const campaigns = (await incentives.listCampaigns(scope)).filter(({ inUse }) => inUse);
    const providers = await incentives.providers({ ...query, scope });
    return {
      campaigns: campaigns.map(({ campaign, name, city }) => ({ campaign, name, city })),
      cities: [...new Set(campaigns.map(({ city }) => city))].toSorted(),
      providers,
    };
  },
});
