export { eventKeys, eventListQuery, eventQuery, seenByConditions } from "./event-queries.ts";
