/** The small parts that steps and rules are compiled from. What is wrong with them goes to the problems. */
import {
  AppError,
  conditionExpression,
  parseDuration,
  parseField,
  secretReferences,
  type Condition,
  type Problem,
} from "@belfry/model";
import { z } from "zod";
import { compileInput } from "./compile-input.ts";
import { compileSource, type Evaluate } from "./compile-source.ts";

/** `condition`, `if` and `forEach` are expressions with or without `${{ }}` around them. */
export function sourceOf(text: string): string {
  const field = parseField(text);
  return field.kind === "expression" ? field.source : text;
}

export function compileCondition(condition: Condition, path: string, problems: Problem[]): Evaluate {
  return compileSource(sourceOf(conditionExpression(condition)), path, problems);
}

/** Any JSON value with expressions in it. Secrets cannot stand there: it is kept and shown. */
export function compileValue(value: unknown, path: string, problems: Problem[]): Evaluate {
  const [secret] = secretReferences(value);
  if (secret !== undefined) {
    const message = `secrets.${secret} cannot stand here: the value is kept and shown.`;
    problems.push({ path, message, remedy: "Use secrets only in the fields of actions that take them." });
  }
  const input = compileInput(z.json(), value, { path }, problems);
  return (scope) => input.prepare(scope);
}

/** A duration in milliseconds; 0 when it cannot be read. */
export function compileDuration(text: string, path: string, problems: Problem[]): number {
  try {
    return parseDuration(text);
  } catch (error) {
    const { message, remedy } =
      error instanceof AppError ? error : { message: String(error), remedy: "Write a duration like 30s or 5m." };
    problems.push({ path, message, remedy });
    return 0;
  }
}
