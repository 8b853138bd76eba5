export { gridKeys } from "./grid-queries.ts";
export { parseGridListSearch, parseGridSearch } from "./grid-search.ts";
