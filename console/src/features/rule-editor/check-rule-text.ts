import type { ProblemItem } from "@belfry/client";
import { parseDocument } from "yaml";
import type { EditorProblem } from "../../ui/code-editor/index.ts";
import { dataOf, rangeOf, readPath } from "./yaml-place.ts";

type Definition = Readonly<Record<string, unknown>>;

/** A text as the rule it means, or why it means none. */
export type ReadRule =
  | { readonly ok: true; readonly definition: Definition; readonly place: (problem: ProblemItem) => EditorProblem }
  | { readonly ok: false; readonly problems: readonly EditorProblem[] };

/** @param texts.noRule what is said of a text that is valid YAML and no object */
export function readRuleText(text: string, texts: { readonly noRule: string }): ReadRule {
  const document = parseDocument(text, { logLevel: "silent" });
  const [first] = document.errors;
  if (first !== undefined) {
    // Whatever follows the first mistake is mostly a consequence of it.
    const message = first.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? first.message;
    return { ok: false, problems: [{ from: first.pos[0], to: first.pos[1], severity: "error", message }] };
  }
  const definition = dataOf(document);
  if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
    return { ok: false, problems: [{ from: 0, to: text.length, severity: "error", message: texts.noRule }] };
  }
  const place = ({ path, position, message, remedy }: ProblemItem): EditorProblem => ({
    ...rangeOf(document, text, readPath(path), position),
    severity: "error",
    message,
    remedy,
  });
  return { ok: true, definition: definition as Definition, place };
}
