import { useQuery } from "@tanstack/react-query";
import { ruleListQuery } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { scopeChoices, type ScopeChoices } from "./scope-choices.ts";

/** What can be chosen in the form of a scope; whoever may not see the rules types it. */
export function useScopeChoices(): ScopeChoices {
  const may = useMay();
  const rules = useQuery({ ...ruleListQuery(), enabled: may("rules:read") });
  return scopeChoices(rules.data ?? []);
}
