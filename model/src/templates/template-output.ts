import { SafeText } from "./safe-text.ts";
import { TemplateFault } from "./template-fault.ts";

/**
 * What a template makes, and so how the values in it are escaped: `html` by the place in the page where each stands, `markdown`
 * so that it stays text, `header` so that it stays on its line. `none` writes values as they are.
 */
export type TemplateEscape = "html" | "markdown" | "header" | "none";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/**
 * Turns a value into the text that is written. Lists and objects are refused: `a@x.cnb@x.cn` or `[object Object]` in a
 * mail is noticed by its readers only.
 */
export function writeValue(value: unknown, escape: "html" | "none"): string {
  const text = textOf(value);
  return escape === "html" ? text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign) : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return value.toString();
  if (typeof value === "number") {
    if (Number.isFinite(value)) return String(value);
    throw new TemplateFault("The value is not a finite number.", "Look for a division by zero.");
  }
  if (Array.isArray(value)) throw new TemplateFault("The value is a list.", 'Join its items: {{ list | join: ", " }}.');
  if (value instanceof Date) return value.toISOString();
  if (value instanceof SafeText) return value.text;
  throw new TemplateFault("The value is an object.", "Write one of its fields, or all of it: {{ value | json }}.");
}
