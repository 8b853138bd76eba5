export { RuleStatus } from "./RuleStatus.tsx";
export { FateMark } from "./FateMark.tsx";
export { FireTimes } from "./FireTimes.tsx";
export { ReconciliationLine } from "./ReconciliationLine.tsx";
export { SlotTable } from "./SlotTable.tsx";
export { reconciliationQuery, ruleKeys, ruleListQuery, ruleQuery } from "./rule-queries.ts";
export type { Rule } from "./rule-queries.ts";
export { inOrderOf, ruleYaml } from "./rule-yaml.ts";
export { parseRulePageSearch, parseRulesSearch } from "./rules-search.ts";
