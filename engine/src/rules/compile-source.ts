import { compileExpression, evaluate, type Problem } from "@belfry/model";
import type { Scope } from "./scope.ts";

export type Evaluate = (scope: Scope) => unknown;

/** Compiles the text of an expression. What is wrong with it goes to `problems`; the function then must not be called. */
export function compileSource(source: string, path: string, problems: Problem[]): Evaluate {
  const parsed = compileExpression(source);
  if (!parsed.ok) {
    problems.push(...parsed.problems.map((problem) => ({ ...problem, path })));
    return () => undefined;
  }
  return (scope) => evaluate(parsed.expression, { ...scope });
}
