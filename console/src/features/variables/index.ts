export { variableKeys } from "./variable-queries.ts";
