export { mailDocument } from "./mail-document.ts";
export { sandboxKeys } from "./sandbox-queries.ts";
export { parseMailSearch, parseSandboxSearch } from "./sandbox-search.ts";
