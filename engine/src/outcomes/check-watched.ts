/** What a rule says of other rules, checked where the others are known. */
import { AppError, refusedLabel, type Problem, type Rule, type Scope } from "@belfry/model";
import type { AwaitedRules } from "@belfry/plugin-kit";
import type { Queryable, Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { triggerKind } from "../slots/schedule.ts";
import { selectAwaitingTriggers } from "../sql/outcomes/select-awaiting-triggers.ts";
import { selectWatchedRules } from "../sql/outcomes/select-watched-rules.ts";
import { awaitedBy } from "./awaited-by.ts";
import { findCycle } from "./find-cycle.ts";
import { watchOf } from "./watches.ts";

interface Named {
  readonly path: string;
  readonly rules: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly awaits: AwaitedRules | undefined;
}

/** Every rule that a trigger names and that does not exist, is archived, or may not be seen. */
export async function missingRules(
  { store, registry }: { readonly store: Queryable; readonly registry: Registry },
  rule: Rule,
  scope: Scope | null = null,
): Promise<Problem[]> {
  const named = namedBy(registry, rule);
  const slugs = named.flatMap(({ rules }) => rules);
  if (slugs.length === 0) return [];
  const present = await selectWatchedRules(store, slugs, scope);
  // A rule may watch itself, also before it is there.
  present.add(rule.rule);
  return named.flatMap(({ path, rules }) =>
    rules
      .filter((name) => !present.has(name))
      .map((name) => ({
        path,
        message: `There is no rule ${name}.`,
        remedy: "Save it, or correct its name; until then the rule cannot be enabled.",
      })),
  );
}

/**
 * Refuses a rule that would be told what its author may not see, or that waits for itself.
 * @throws AppError RULE_INVALID
 */
export async function checkWatched(tx: Tx, registry: Registry, rule: Rule, scope: Scope | null): Promise<void> {
  const named = namedBy(registry, rule);
  const problems = scope === null ? [] : await missingRules({ store: tx, registry }, rule, scope);
  for (const { path, labels } of named) {
    const refused = labels === undefined ? undefined : refusedLabel(labels, scope);
    if (refused === undefined) continue;
    const message = `You may watch only rules whose label ${refused.label} is ${refused.values.join(" or ")}.`;
    problems.push({ path: `${path}.labels`, message, remedy: "Add this label." });
  }
  const waiting = named.find(({ awaits }) => awaits?.fires === "complete");
  const cycle = waiting === undefined ? undefined : await findWaitCycle(tx, registry, rule);
  if (cycle !== undefined && waiting !== undefined) {
    const message = `These rules wait for each other: ${cycle.join(" → ")}.`;
    problems.push({ path: waiting.path, message, remedy: "Take one of them out of the circle." });
  }
  if (problems.length > 0) throw new AppError("RULE_INVALID", { problems });
}

async function findWaitCycle(tx: Tx, registry: Registry, rule: Rule): Promise<string[] | undefined> {
  const kinds = [...registry.triggers.values()].flatMap((one) =>
    one.kind === "schedule" && one.awaits !== undefined ? [one.id] : [],
  );
  const waitsFor = new Map<string, string[]>([[rule.rule, awaitedRules(registry, rule.triggers ?? [])]]);
  for (const other of await selectAwaitingTriggers(tx, kinds)) {
    if (other.rule === rule.rule) continue;
    waitsFor.set(other.rule, [...(waitsFor.get(other.rule) ?? []), ...awaitedRules(registry, [other.config])]);
  }
  return findCycle(waitsFor, rule.rule);
}

function awaitedRules(registry: Registry, triggers: NonNullable<Rule["triggers"]>): string[] {
  return triggers.flatMap((config) => {
    const kind = triggerKind(registry, config);
    const awaits = kind === undefined ? undefined : awaitedBy(registry, kind, config);
    return awaits?.fires === "complete" ? awaits.rules : [];
  });
}

function namedBy(registry: Registry, rule: Rule): Named[] {
  return (rule.triggers ?? []).flatMap((config, i): Named[] => {
    const kind = triggerKind(registry, config);
    if (kind === undefined) return [];
    const awaits = awaitedBy(registry, kind, config);
    const watch = watchOf(registry, kind, config);
    const rules = watch?.rules ?? awaits?.rules;
    if (rules === undefined) return [];
    return [{ path: `triggers[${i}]`, rules, awaits, ...(watch?.labels !== undefined && { labels: watch.labels }) }];
  });
}
