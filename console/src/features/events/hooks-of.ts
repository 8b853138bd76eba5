import type { Rule } from "../rules/index.ts";

const proofs = ["standard", "hmac", "token"] as const;

/** A trigger that has an address of its own. */
export interface Hook {
  readonly rule: Rule;
  readonly path: string;
  /** How whoever calls it proves who they are. */
  readonly proof: (typeof proofs)[number];
}

export function hooksOf(rules: readonly Rule[]): readonly Hook[] {
  return rules.flatMap((rule) => {
    const { triggers } = rule.definition;
    if (!Array.isArray(triggers)) return [];
    return (triggers as unknown[]).flatMap((trigger, index) => {
      const { webhook, id = `webhook-${index + 1}` } = (trigger ?? {}) as Readonly<Record<string, unknown>>;
      const proof = proofs.find((known) => known === webhook);
      return proof === undefined ? [] : [{ rule, path: `/v1/hooks/${rule.rule}/${String(id)}`, proof }];
    });
  });
}
