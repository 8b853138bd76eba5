/** Expressions inside a JSON value, such as the `with` of an action. */
import { AppError } from "../errors/app-error.ts";
import { joinPath, positionAt, type Problem } from "../errors/problems.ts";
import { compileExpression } from "./compile-expression.ts";
import { type EvaluateOptions, evaluateSource, type ExpressionContext } from "./evaluate-expression.ts";
import { parseField } from "./field.ts";

/**
 * Puts the value of each text that is wholly `${{ … }}` in its place; all else stays as it is. What holds no expression
 * comes back itself, not copied.
 *
 * @throws AppError `EXPRESSION_INVALID`, `EXPRESSION_FAILED`; the details name the `path` within the value.
 */
export function evaluateDeep(value: unknown, context: ExpressionContext, options: EvaluateOptions = {}): unknown {
  return resolve(value, { context, options }, options.path ?? "");
}

/**
 * What is wrong with the expressions in a value. Positions are counted in the text at the path, the `${{` included.
 *
 * @param options.roots The names expressions may begin with. @default expressionRoots
 */
export function checkDeep(value: unknown, path = "", options: { readonly roots?: readonly string[] } = {}): Problem[] {
  return [...textsIn(value, path)].flatMap(({ text, path: place }) => {
    const field = parseField(text);
    if (field.kind === "literal") return [];
    if (field.kind === "problem") return [{ ...field.problem, path: place }];
    const parsed = compileExpression(field.source, options);
    return parsed.ok
      ? []
      : parsed.problems.map((problem) =>
          moved(problem, { text, path: place, source: field.source, offset: field.offset }),
        );
  });
}

/** The names of the secrets that the expressions in a value hand on. Each once, in order. */
export function secretReferences(value: unknown): string[] {
  const names = new Set<string>();
  for (const { text } of textsIn(value, "")) {
    const field = parseField(text);
    const parsed = field.kind === "expression" ? compileExpression(field.source) : undefined;
    if (parsed?.ok === true) for (const name of parsed.expression.secrets) names.add(name);
  }
  return [...names].toSorted();
}

/** The values an expression names, as paths: `vars.x`, `actions.query.rows`. Empty when it cannot be read. */
export function referencesOf(source: string): readonly string[] {
  const parsed = compileExpression(source);
  return parsed.ok ? parsed.expression.references : [];
}

interface Resolving {
  readonly context: ExpressionContext;
  readonly options: EvaluateOptions;
}

function resolve(value: unknown, resolving: Resolving, path: string): unknown {
  if (typeof value === "string") return resolveText(value, resolving, path);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => resolve(item, resolving, joinPath(path, index)));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    resolve(item, resolving, joinPath(path, key)),
  ]);
  return entries.some(([key, item]) => item !== Reflect.get(value, key)) ? Object.fromEntries(entries) : value;
}

function resolveText(text: string, { context, options }: Resolving, path: string): unknown {
  const field = parseField(text);
  if (field.kind === "literal") return text;
  if (field.kind === "problem")
    throw new AppError("EXPRESSION_INVALID", { expression: text, path, problems: [{ ...field.problem, path }] });
  return evaluateSource(field.source, context, { ...options, path });
}

function* textsIn(value: unknown, path: string): Generator<{ readonly text: string; readonly path: string }> {
  if (typeof value === "string") yield { text: value, path };
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* textsIn(item, joinPath(path, index));
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, joinPath(path, key));
}

/** Moves a problem from the source of an expression to the text that holds it. */
function moved(problem: Problem, place: { text: string; path: string; source: string; offset: number }): Problem {
  const { position, message, remedy } = problem;
  if (position === undefined) return { path: place.path, message, remedy };
  const lines = place.source.split("\n").slice(0, position.line - 1);
  const within = lines.reduce((sum, line) => sum + line.length + 1, 0) + position.column - 1;
  return { path: place.path, position: positionAt(place.text, place.offset + within), message, remedy };
}
