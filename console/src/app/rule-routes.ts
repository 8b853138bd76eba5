/** The addresses of rules, and of what starts them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { parseNewRuleSearch } from "../features/rule-editor/index.ts";
import { parseRulePageSearch, parseRulesSearch } from "../features/rules/index.ts";
import { shell } from "./shell-route.ts";

const rules = createRoute({
  getParentRoute: () => shell,
  path: "/rules",
  validateSearch: parseRulesSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulesPage.tsx"), "RulesPage"),
});

const rule = createRoute({
  getParentRoute: () => shell,
  path: "/rules/$rule",
  validateSearch: parseRulePageSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulePage.tsx"), "RulePage"),
});

const newRule = createRoute({
  getParentRoute: () => shell,
  path: "/new-rule",
  validateSearch: parseNewRuleSearch,
  component: lazyRouteComponent(() => import("../features/rule-editor/NewRulePage.tsx"), "NewRulePage"),
});

const editRule = createRoute({
  getParentRoute: () => shell,
  path: "/rules/$rule/edit",
  component: lazyRouteComponent(() => import("../features/rule-editor/EditRulePage.tsx"), "EditRulePage"),
});

export const ruleRoutes = [rules, rule, newRule, editRule] as const;
