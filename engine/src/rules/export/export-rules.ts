import { AppError, inReadingOrder, Calendar, type Rule, type Scope } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { CalendarCache } from "../../calendars/calendar-cache.ts";
import type { RuleSelection } from "../../sql/rules/rule-selection.ts";
import { selectRules } from "../../sql/rules/select-rules.ts";
import { selectVariables } from "../../sql/variables/select-variables.ts";
import { everyRule } from "../rule-views.ts";
import { needsOf, type RuleNeeds } from "./rule-needs.ts";

/** Which rules are exported: those that are named, or those that fit; and what of the installation goes with them. */
export interface ExportOptions {
  readonly rules?: readonly string[];
  readonly folder?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly scope: Scope | null;
  /** Whether the reader may see the variables; they are only named else. */
  readonly withVariables: boolean;
}

/** Rules with what they need; never a secret. Importing it where nothing of it is makes the same rules. */
export interface ExportedRules {
  /** With their keys in the order in which people write them. */
  readonly rules: readonly Rule[];
  readonly calendars: readonly Calendar[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** What has to be there already where it is imported, because it is not in here. */
  readonly needs: RuleNeeds;
}

/** The most rules of one export. */
const MOST_RULES = 1_000;

/** @throws AppError RULE_NOT_FOUND for a name that there is not; REQUEST_INVALID for too many */
export async function exportRules(
  deps: { readonly store: Store; readonly calendars: CalendarCache },
  options: ExportOptions,
): Promise<ExportedRules> {
  const calendars = await deps.calendars.current();
  const known = new Set(calendars.keys());
  const seen: RuleSelection = { ...everyRule, scope: options.scope };
  const all = new Map((await selectRules(deps.store, seen)).map((row) => [row.slug, row.definition]));
  const chosen = new Map<string, Rule>();
  const missing = new Set<string>();
  const add = (slug: string) => {
    const rule = all.get(slug);
    if (rule === undefined) missing.add(slug);
    if (rule === undefined || chosen.has(slug)) return;
    chosen.set(slug, rule);
    // What it calls goes with it: without them it cannot be enabled.
    for (const called of needsOf(rule, known).rules) add(called);
  };
  for (const slug of await wantedRules(deps.store, seen, options, all)) add(slug);
  if (chosen.size > MOST_RULES) throw tooMany(chosen.size);

  const rules = [...chosen.values()].toSorted((a, b) => (a.rule < b.rule ? -1 : 1)).map(inReadingOrder);
  const needs = rules.map((rule) => needsOf(rule, known));
  const values = new Map((await selectVariables(deps.store)).map(({ name, value }) => [name, value]));
  const variables = unique(needs.flatMap((need) => need.variables)).filter((name) => values.has(name));
  const asked = unique(needs.flatMap((need) => need.calendars));
  return {
    rules,
    // Parsed, its keys stand in the order of the schema.
    calendars: asked.flatMap((name) => {
      const found = calendars.get(name)?.calendar;
      return found === undefined ? [] : [Calendar.parse(found)];
    }),
    variables: options.withVariables ? Object.fromEntries(variables.map((name) => [name, values.get(name)])) : {},
    needs: {
      secrets: unique(needs.flatMap((need) => need.secrets)),
      variables: options.withVariables ? [] : variables,
      calendars: asked.filter((name) => !known.has(name)),
      rules: [...missing].toSorted(),
    },
  };
}

async function wantedRules(
  store: Store,
  seen: RuleSelection,
  { rules, folder, labels, source }: ExportOptions,
  all: ReadonlyMap<string, Rule>,
): Promise<readonly string[]> {
  if (rules !== undefined) {
    const unknown = rules.find((slug) => !all.has(slug));
    if (unknown !== undefined) throw new AppError("RULE_NOT_FOUND", { rule: unknown });
    return rules;
  }
  const fits = { ...seen, folder: folder ?? null, labels: labels ?? null, source: source ?? null };
  return (await selectRules(store, fits)).map(({ slug }) => slug);
}

function tooMany(count: number): AppError {
  const message = `There are ${count} rules; one export holds ${MOST_RULES} at most.`;
  return new AppError("REQUEST_INVALID", {
    problems: [{ path: "query", message, remedy: "Export them folder by folder." }],
  });
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
