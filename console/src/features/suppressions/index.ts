export { parseSuppressionSearch } from "./suppression-search.ts";
