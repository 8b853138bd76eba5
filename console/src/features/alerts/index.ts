export { parseAlertSearch } from "./alert-search.ts";
