export { ruleKeys, ruleListQuery, ruleQuery } from "./rule-queries.ts";
export { parseRulePageSearch, parseRulesSearch } from "./rules-search.ts";
