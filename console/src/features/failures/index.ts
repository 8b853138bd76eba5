export { parseFailureSearch } from "./failure-search.ts";
