import { escapeMarkdown } from "./filters/markdown-text.ts";
import { SafeText } from "./safe-text.ts";
import { type TemplateEscape, writeValue } from "./template-output.ts";

/**
 * A value on its way into the result: how it is escaped depends on the place, which only the writer of the result knows. In
 * a `capture` there is no place yet, and it becomes text as for the simplest one.
 */
export class PlacedValue {
  readonly value: unknown;
  readonly escape: TemplateEscape;

  constructor(value: unknown, escape: TemplateEscape) {
    this.value = value;
    this.escape = escape;
  }

  toString(): string {
    const { value, escape } = this;
    const text = plainText(value);
    if (value instanceof SafeText && value.kind === escape) return text;
    if (escape === "markdown") return escapeMarkdown(text);
    if (escape === "header") return headerText(text);
    return writeValue(text, escape);
  }
}

export function plainText(value: unknown): string {
  return value instanceof SafeText ? value.text : writeValue(value, "none");
}

/** A value for one line that others parse: no line break begins a header of its own, no sign turns the writing around. */
export function headerText(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, "").replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
