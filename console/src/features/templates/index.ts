export { parseTemplateListSearch, parseTemplateSearch } from "./template-search.ts";
