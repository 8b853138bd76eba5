import type { Problem } from "@belfry/model";
export function parseField(text: string): { kind: "expression"; source: string } | { kind: "literal" } | { kind: "problem"; problem: Problem } {
  const match = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text);
  return match === null ? { kind: "literal" } : { kind: "expression", source: (match[1] ?? "").trim() };
}
export function checkTemplate(_s: string, _p: string): Problem[] { return []; }
export function compileTemplate(s: string, _o: unknown): string { return s; }
export function renderTemplate(t: string, _scope: unknown, _o: unknown): string { return t; }
