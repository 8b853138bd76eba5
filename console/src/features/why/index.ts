export { parseWhySearch } from "./why-search.ts";
