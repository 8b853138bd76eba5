export { parseUsersSearch } from "./users-search.ts";
