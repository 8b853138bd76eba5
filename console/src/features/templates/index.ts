export { templateListQuery, templateQuery } from "./template-queries.ts";
export { parseTemplateListSearch, parseTemplateSearch } from "./template-search.ts";
