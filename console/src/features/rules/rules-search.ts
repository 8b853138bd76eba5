/** What the address of the list of rules says. */
export interface RulesSearch {
  readonly find?: string;
  /** Only rules in this folder or below it. */
  readonly folder?: string;
  /** Only rules with this label, as `team=学工处`. */
  readonly label?: string;
  readonly archived?: true;
  /** The rule whose form to start it is open. */
  readonly run?: string;
}

export function parseRulesSearch(search: Readonly<Record<string, unknown>>): RulesSearch {
  const { find, folder, label, archived, run } = search;
  return {
    ...((typeof find === "string" || typeof find === "number") && find !== "" && { find: String(find) }),
    ...((typeof folder === "string" || typeof folder === "number") && folder !== "" && { folder: String(folder) }),
    ...(typeof label === "string" && label.includes("=") && { label }),
    ...(archived === true && { archived }),
    ...(typeof run === "string" && { run }),
  };
}

export const ruleTabs = ["overview", "slots", "definition", "versions"] as const;
export type RuleTab = (typeof ruleTabs)[number];

/** What the address of one rule says. */
export interface RulePageSearch {
  readonly tab?: RuleTab;
  /** The versions that are compared; 0 is an empty rule. */
  readonly from?: number;
  readonly to?: number;
  /** What the calendar of slots shows, `2026` or `2026-02`, and the day whose slots are listed. */
  readonly span?: string | undefined;
  readonly day?: string | undefined;
  /** What is open above the page. */
  readonly run?: true;
  readonly test?: true;
  readonly dryRun?: true;
  /** The event that a condition is tested with. */
  readonly event?: number;
}

export function parseRulePageSearch(search: Readonly<Record<string, unknown>>): RulePageSearch {
  const { from, to, event, day, span: asked } = search;
  // A year alone is read as a number.
  const span = typeof asked === "number" ? String(asked) : typeof asked === "string" ? asked : "";
  const tab = ruleTabs.find((known) => known === search["tab"]);
  return {
    ...(tab !== undefined && { tab }),
    ...(tab === "versions" && isNumber(from) && isNumber(to) && to > 0 && { from, to }),
    ...(tab === "slots" && /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(span) && { span }),
    ...(tab === "slots" && typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && { day }),
    ...(search["run"] === true && { run: true }),
    ...(search["dryRun"] === true && { dryRun: true }),
    ...(search["test"] === true && { test: true, ...(isNumber(event) && event > 0 && { event }) }),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value);
}
