import { templateNames, type TemplateName } from "./rule-templates.ts";

/** What the address of a new rule says: what it begins with. */
export interface NewRuleSearch {
  readonly template?: TemplateName;
  /** The rule that it is a copy of. */
  readonly from?: string;
}

export function parseNewRuleSearch({ template, from }: Readonly<Record<string, unknown>>): NewRuleSearch {
  const known = templateNames.find((name) => name === template);
  return {
    ...(known !== undefined && { template: known }),
    ...((typeof from === "string" || typeof from === "number") && from !== "" && { from: String(from) }),
  };
}
