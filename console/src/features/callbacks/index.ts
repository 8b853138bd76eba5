export { parseCallbackSearch } from "./callback-search.ts";
