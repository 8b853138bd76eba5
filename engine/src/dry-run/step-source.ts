import type { Rule } from "@belfry/model";
import type { CompiledStep } from "../run/compiled-step.ts";

type Json = Readonly<Record<string, unknown>>;

/** The parts of a step in which other steps stand. */
const inner: ReadonlySet<string> = new Set(["do", "else", "branches", "onError", "compensate", "actions", "onFailure"]);

/** A step as it is written in the rule; nothing when it cannot be found. */
export function stepSource(rule: Rule, step: Pick<CompiledStep, "id" | "name">): Json | undefined {
  const inFailure = step.id.startsWith("onFailure.");
  return find(inFailure ? rule.onFailure : rule.actions, step.name) ?? find([rule.actions, rule.onFailure], step.name);
}

function find(value: unknown, id: string): Json | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value) && (value as Json)["id"] === id) return value as Json;
  for (const part of Object.values(value)) {
    const found = find(part, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Which of these names the step itself reads: `actions.mail` or `vars.count`. Steps inside of it speak for themselves. */
export function readsOf(source: Json | undefined, names: Iterable<string>): string[] {
  if (source === undefined) return [];
  const text = JSON.stringify(source, (key, value: unknown) => (inner.has(key) ? undefined : value));
  return [...names].filter((name) => {
    const [root = "", ...rest] = name.split(".");
    const literal = rest.join(".").replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return new RegExp(String.raw`${root}\s*(?:\.\s*|\[\s*\\?["'])${literal}(?![\p{L}\p{N}_-])`, "u").test(text);
  });
}
