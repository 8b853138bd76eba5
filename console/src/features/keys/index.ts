export { parseKeysSearch } from "./keys-search.ts";
