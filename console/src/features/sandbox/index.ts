export { sandboxKeys } from "./sandbox-queries.ts";
export { parseMailSearch, parseSandboxSearch } from "./sandbox-search.ts";
