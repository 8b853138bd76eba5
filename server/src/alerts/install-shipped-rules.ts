/**
 * Installs the rules that come with Belfry, each once in the life of an installation. From then on it belongs to the people
 * there: what they change stays changed, and what they remove stays removed.
 */
import { addShippedRule, selectShippedRules, type Engine } from "@belfry/engine";
import { isAppError, systemActor, type Rule } from "@belfry/model";
import type { Store } from "@belfry/store";

type RuleWork = Pick<Engine, "saveRule" | "setRuleStatus" | "getRule">;

/** Returns the names of those that were installed now. Safe to call on several nodes at once. */
export async function installShippedRules(
  { engine, store }: { readonly engine: RuleWork; readonly store: Store },
  rules: readonly Rule[],
): Promise<string[]> {
  const known = await selectShippedRules(store);
  const fresh = rules.filter(({ rule }) => !known.has(rule));
  for (const rule of fresh) {
    // A node that died in between has saved it and not enabled it, or not written that it did.
    if (await isOurs(engine, rule)) await engine.setRuleStatus(rule.rule, "enabled", { by: systemActor });
    await addShippedRule(store, rule.rule);
  }
  return fresh.map(({ rule }) => rule);
}

/** Saves a rule where there is none. False when somebody else has one of this name, which is then left alone. */
async function isOurs(engine: RuleWork, rule: Rule): Promise<boolean> {
  try {
    await engine.saveRule(rule, { by: systemActor, expected: "absent" });
    return true;
  } catch (error) {
    if (!isAppError(error, "PRECONDITION_FAILED")) throw error;
    const { version, author, status } = await engine.getRule(rule.rule);
    return version === 1 && author === systemActor.name && status === "disabled";
  }
}
