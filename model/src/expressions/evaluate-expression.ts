import { AppError, isAppError } from "../errors/app-error.ts";
import { describeProblem, type Problem } from "../errors/problems.ts";
import { parseInstant } from "../time/parse-instant.ts";
import { DEFAULT_TIME_ZONE } from "../time/time-zone.ts";
import type { SecretRef } from "../values/references.ts";
import { compileExpression, type CompiledExpression } from "./compile-expression.ts";
import { enterScope } from "./evaluation-scope.ts";
import { explainCelError, isCelError } from "./explain-cel-error.ts";
import { plainValue } from "./plain-value.ts";

/**
 * What an expression can see: plain JSON values by the names of `expressionRoots`. `now` is a Date or ISO text;
 * `timezone` names the zone of the date functions (Asia/Shanghai without it); `secrets` is not looked at.
 */
export type ExpressionContext = Readonly<Record<string, unknown>>;

export interface EvaluateOptions {
  /** The zone of the date functions. @default `timezone` of the context, else Asia/Shanghai */
  readonly timeZone?: string;
  /** Where the expression stands, for the details of an error. */
  readonly path?: string;
}

/**
 * Runs an expression. Gives plain JSON: whole numbers as numbers, dates as ISO texts, durations as `1h30m`. A value that is only named comes
 * back as it is, not copied: do not change it. `secrets.X` gives a reference (`{ $secret: "X" }`), never the secret.
 *
 * @throws AppError `EXPRESSION_FAILED` with expression, path, position, reason and remedy.
 */
export function evaluate(
  expression: CompiledExpression,
  context: ExpressionContext,
  options: EvaluateOptions = {},
): unknown {
  const zone = options.timeZone ?? zoneOf(context);
  try {
    enterScope(zone, context);
    const value = expression.run(valuesFor(expression, context, zone));
    return plainValue(value, expression.isPath);
  } catch (error) {
    throw failureOf({ expression: expression.source, path: options.path }, error);
  }
}

/**
 * Reads and runs an expression; it is kept compiled for the next time.
 * @throws AppError `EXPRESSION_INVALID` with the problems, `EXPRESSION_FAILED` as `evaluate`.
 */
export function evaluateSource(source: string, context: ExpressionContext, options: EvaluateOptions = {}): unknown {
  const parsed = compileExpression(source);
  if (parsed.ok) return evaluate(parsed.expression, context, options);
  throw new AppError("EXPRESSION_INVALID", {
    expression: source,
    path: options.path,
    position: parsed.problems[0]?.position,
    problems: parsed.problems,
  });
}

/** Only what it names, on an object without a prototype: nothing of JavaScript's can be reached by a name. */
function valuesFor(expression: CompiledExpression, context: ExpressionContext, zone: string): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null);
  for (const root of expression.roots) {
    if (root === "secrets") values[root] = secretRefs(expression.secrets);
    else if (Object.hasOwn(context, root)) values[root] = root === "now" ? nowFrom(context[root], zone) : context[root];
  }
  return values;
}

function secretRefs(names: readonly string[]): Record<string, SecretRef> {
  return Object.fromEntries(names.map((name) => [name, { $secret: name }]));
}

function zoneOf(context: ExpressionContext): string {
  return typeof context["timezone"] === "string" ? context["timezone"] : DEFAULT_TIME_ZONE;
}

function nowFrom(value: unknown, zone: string): unknown {
  return typeof value === "string" ? (parseInstant(value, zone) ?? value) : value;
}

interface Place {
  readonly expression: string;
  readonly path: string | undefined;
}

function failureOf(place: Place, error: unknown): unknown {
  if (isCelError(error)) return expressionFailed(place, explainCelError(error, place.expression), error);
  if (isAppError(error))
    return expressionFailed(place, { path: "", message: error.detail || error.message, remedy: error.remedy }, error);
  // A text or list that grew beyond what JavaScript can hold.
  if (error instanceof RangeError)
    return expressionFailed(
      place,
      { path: "", message: "A value became too large.", remedy: "Work on smaller parts." },
      error,
    );
  return error;
}

function expressionFailed({ expression, path }: Place, problem: Problem, cause: unknown): AppError {
  const { position, message, remedy } = problem;
  const shown = expression.length > 80 ? `${expression.slice(0, 79)}…` : expression;
  const reason = describeProblem({ ...problem, path: shown, remedy: "" });
  return new AppError("EXPRESSION_FAILED", { expression, path, position, reason, message, remedy }, { cause });
}
