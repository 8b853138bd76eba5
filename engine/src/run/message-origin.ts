import type { CompiledRule } from "../rules/compile-rule.ts";
import type { CompiledAction } from "./compiled-step.ts";

/** The action that sends a message. */
export interface MessageOrigin {
  readonly rule: string;
  readonly action: string;
  /** The labels of the rule; its messages have them, too. */
  readonly labels: Readonly<Record<string, string>>;
  /** From how many recipients on the rule wants a second person to release it; null: it does not say. */
  readonly recipientsAbove: number | null;
}

export function messageOrigin(
  { slug, definition }: Pick<CompiledRule, "slug" | "definition">,
  { id, recipientsAbove }: Pick<CompiledAction, "id" | "recipientsAbove">,
): MessageOrigin {
  return { rule: slug, action: id, labels: definition.labels ?? {}, recipientsAbove };
}
