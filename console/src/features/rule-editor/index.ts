export { parseNewRuleSearch } from "./editor-search.ts";
