export { eventKeys, eventListQuery, eventQuery, seenByConditions } from "./event-queries.ts";
export { parseEventSearch } from "./event-search.ts";
export { RuleFeeds } from "./RuleFeeds.tsx";
