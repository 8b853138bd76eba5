import type { ProblemItem } from "@belfry/client";
import { parseDocument, type YAMLParseError } from "yaml";
import type { EditorProblem } from "../code-editor/index.ts";
import { dataOf, rangeOf, readPath } from "./yaml-place.ts";

type Plain = Readonly<Record<string, unknown>>;
export type YamlFault = "other" | "indent" | "tab" | "twice" | "value" | "missing";

/** A text as the object it means, or why it means none. */
export type ReadObject =
  | {
      readonly ok: true;
      readonly value: Plain;
      /** Where a problem that the server tells stands in the text. */
      readonly place: (problem: ProblemItem) => EditorProblem;
    }
  | { readonly ok: false; readonly problems: readonly EditorProblem[] };

export interface ReadTexts {
  /** What is said of a text that is valid YAML and no object. */
  readonly noObject: string;
  readonly fault: (fault: YamlFault, reason: string) => string;
}

const faults: Partial<Readonly<Record<YAMLParseError["code"], YamlFault>>> = {
  BAD_INDENT: "indent",
  TAB_AS_INDENT: "tab",
  DUPLICATE_KEY: "twice",
  MISSING_CHAR: "missing",
};

export function readYamlObject(text: string, texts: ReadTexts): ReadObject {
  const document = parseDocument(text, { logLevel: "silent" });
  const [first] = document.errors;
  if (first !== undefined) {
    // Whatever follows the first mistake is mostly a consequence of it.
    const reason = first.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? first.message;
    const isKeyAlone = reason.startsWith("Implicit map keys need to be followed by map values");
    const message = texts.fault(isKeyAlone ? "value" : (faults[first.code] ?? "other"), reason);
    return { ok: false, problems: [{ from: first.pos[0], to: first.pos[1], severity: "error", message }] };
  }
  const value = dataOf(document);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, problems: [{ from: 0, to: text.length, severity: "error", message: texts.noObject }] };
  }
  const place = ({ path, position, message, remedy }: ProblemItem): EditorProblem => ({
    ...rangeOf(document, text, readPath(path), position),
    severity: "error",
    message,
    remedy,
  });
  return { ok: true, value: value as Plain, place };
}
