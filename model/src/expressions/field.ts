import type { Problem } from "../errors/problems.ts";
import { positionAt } from "../errors/problems.ts";

/** What a text in a rule is: an expression when it is wholly `${{ … }}`, else what it says. */
export type Field =
  | {
      readonly kind: "expression";
      readonly source: string;
      /** Where the source begins in the text. */ readonly offset: number;
    }
  | { readonly kind: "literal"; readonly text: string }
  /** `${{ }}` inside a longer text, or without an end. */
  | { readonly kind: "problem"; readonly problem: Problem };

const OPEN = "${{";

/**
 * Tells an expression from a literal text. Blanks around the whole do not matter. `${{ }}` inside a longer text is a
 * problem and not a literal: nobody means those characters, and guessing would lose the type of the value.
 */
export function parseField(text: string): Field {
  const begin = text.indexOf(OPEN);
  if (begin < 0) return { kind: "literal", text };
  const trimmed = text.trim();
  const source = trimmed.slice(OPEN.length, -2);
  if (trimmed.startsWith(OPEN) && trimmed.endsWith("}}") && !source.includes(OPEN)) {
    const blanks = source.length - source.trimStart().length;
    return { kind: "expression", source: source.trim(), offset: begin + OPEN.length + blanks };
  }
  return {
    kind: "problem",
    problem: {
      path: "",
      position: positionAt(text, begin),
      message:
        trimmed.startsWith(OPEN) && !trimmed.includes("}}")
          ? "The expression has no closing }}."
          : "An expression ${{ … }} stands inside a longer text.",
      remedy: "Make the whole value one expression, or write {{ … }} where the field is a text with values in it.",
    },
  };
}
