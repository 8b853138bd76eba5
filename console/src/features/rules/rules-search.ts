/** What the address of the list of rules says. */
export interface RulesSearch {
  readonly find?: string;
  readonly archived?: true;
  /** The rule whose form to start it is open. */
  readonly run?: string;
}

export function parseRulesSearch(search: Readonly<Record<string, unknown>>): RulesSearch {
  const { find, archived, run } = search;
  return {
    ...((typeof find === "string" || typeof find === "number") && find !== "" && { find: String(find) }),
    ...(archived === true && { archived }),
    ...(typeof run === "string" && { run }),
  };
}

export const ruleTabs = ["overview", "slots", "definition"] as const;
export type RuleTab = (typeof ruleTabs)[number];

/** What the address of one rule says. */
export interface RulePageSearch {
  readonly tab?: RuleTab;
  readonly run?: true;
}

export function parseRulePageSearch(search: Readonly<Record<string, unknown>>): RulePageSearch {
  const tab = ruleTabs.find((known) => known === search["tab"]);
  return { ...(tab !== undefined && { tab }), ...(search["run"] === true && { run: true }) };
}
