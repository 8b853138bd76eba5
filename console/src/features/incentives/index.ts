export { parseCampaignSearch, parseNewCampaignSearch } from "./campaign-search.ts";
export { incentiveKeys } from "./incentive-queries.ts";
export { parseIncentiveSearch } from "./incentive-search.ts";
