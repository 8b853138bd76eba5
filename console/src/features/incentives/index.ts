export { parseCampaignSearch, parseNewCampaignSearch } from "./campaign-search.ts";
export { parseIncentiveSearch } from "./incentive-search.ts";
