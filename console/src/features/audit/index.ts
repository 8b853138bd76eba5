export { parseAuditSearch } from "./audit-search.ts";
