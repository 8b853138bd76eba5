import { joinPath, secretReferences, stepsOf, type Rule } from "@belfry/model";
import type { Registry } from "../registry.ts";

/** Something outside of the rule that one of its steps names. */
export interface Need {
  readonly kind: "secret" | "channel" | "rule";
  readonly name: string;
  /** Where the rule names it. */
  readonly path: string;
}

/** What the steps of a rule name, apart by the part in which they do. */
export interface RuleNeeds {
  readonly actions: readonly Need[];
  readonly onFailure: readonly Need[];
}

/** What a rule cannot work without. Read once with the rule; whether it is there changes. */
export function needsOf(registry: Registry, rule: Rule): RuleNeeds {
  const needs: { [part in keyof RuleNeeds]: Need[] } = { actions: [], onFailure: [] };
  for (const { step, path, part } of stepsOf(rule)) {
    const add = (kind: Need["kind"], name: string, place: string) => needs[part].push({ kind, name, path: place });
    for (const [key, value] of Object.entries(step.with ?? {}))
      for (const name of secretReferences(value)) add("secret", name, joinPath(`${path}.with`, key));
    const channel = step.use === undefined ? undefined : registry.actions.get(step.use)?.channel;
    if (channel !== undefined) add("channel", channel, `${path}.use`);
    // A rule that calls itself is there while it runs.
    if (step.call !== undefined && step.call.rule !== rule.rule) add("rule", step.call.rule, `${path}.call.rule`);
  }
  return needs;
}
