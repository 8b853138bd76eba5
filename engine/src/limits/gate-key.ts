import { valueKey } from "@belfry/model";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { Scope } from "../rules/scope.ts";
import { storableText } from "../values/storable.ts";

/** The value by which a rule limits its executions. */
export interface GateKey {
  /** As JSON; equal values have equal texts. */
  readonly key?: string;
  /** The same for another trigger: of events that are gathered only the last is known when they fire. */
  readonly keyFor?: (trigger: Scope["trigger"]) => string;
}

/**
 * What an execution passes the gate of its rule by; nothing when the rule has no key. The parent of a `forEach` passes no
 * gate, and its items are not known yet. Throws what the expression throws.
 */
export function gateKey(rule: CompiledRule, scope: Scope): GateKey {
  const { gate, forEach } = rule;
  const evaluate = gate?.key;
  if (evaluate === undefined || (forEach !== undefined && scope.item === undefined)) return {};
  const keyFor = (trigger: Scope["trigger"]): string =>
    keyText(evaluate({ ...scope, trigger, ...(trigger["event"] !== undefined && { event: trigger["event"] }) }));
  return { key: keyFor(scope.trigger), keyFor };
}

function keyText(value: unknown): string {
  return storableText(valueKey(value ?? null));
}
