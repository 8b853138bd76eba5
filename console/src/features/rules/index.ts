export { RuleStatus } from "./RuleStatus.tsx";
export { FateMark } from "./FateMark.tsx";
export { ruleKeys, ruleListQuery, ruleQuery } from "./rule-queries.ts";
export type { Rule } from "./rule-queries.ts";
export { inOrderOf, ruleYaml } from "./rule-yaml.ts";
export { parseRulePageSearch, parseRulesSearch } from "./rules-search.ts";
