import { LruCache } from "../cache/lru-cache.ts";
import type { Problem } from "../errors/problems.ts";
import { checkExpression } from "./check-expression.ts";
import { explainCelError, isCelError } from "./explain-cel-error.ts";
import { createExpressionEnvironment } from "./expression-environment.ts";
import { isExpressionNode, pathOf } from "./expression-node.ts";
import { limitCost } from "./limit-cost.ts";

/** The names an expression may begin with. Which of them have a value depends on where it stands. */
export const expressionRoots: readonly string[] = [
  "vars",
  "inputs",
  "lookups",
  "item",
  "each",
  "index",
  "actions",
  "trigger",
  "event",
  "execution",
  "rule",
  "failure",
  "tables",
  "row",
  "response",
  "page",
  "now",
  "timezone",
  "secrets",
];

/** An expression that was read and checked. Made by `compileExpression`, run by `evaluate`; good for any number of runs. */
export interface CompiledExpression {
  readonly source: string;
  /** The values it names, as paths: `vars.x`, `actions.query.rows`. */
  readonly references: readonly string[];
  /** The names of the secrets it hands on. */
  readonly secrets: readonly string[];
  /** The first part of each reference, and `secrets` where there are some. */
  readonly roots: readonly string[];
  /** Whether it only names a value, which then comes back as it is. */
  readonly isPath: boolean;
  /** For `evaluate` only. */
  readonly run: (context: Record<string, unknown>) => unknown;
}

export type ExpressionParse =
  | { readonly ok: true; readonly expression: CompiledExpression }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LONGEST_SOURCE = 10_000;
const environment = createExpressionEnvironment();
const defaultRoots: ReadonlySet<string> = new Set(expressionRoots);
// Some 5 kB each. A compiled expression is used again for every run of its rule.
const compiled = new LruCache<string, ExpressionParse>(5_000);

/**
 * Reads and checks an expression (without the `${{ }}` around it). The problems have an empty path, and positions
 * counted in the source.
 *
 * @param options.roots The names it may begin with, where they differ. @default expressionRoots
 */
export function compileExpression(
  source: string,
  options: { readonly roots?: readonly string[] } = {},
): ExpressionParse {
  const key = options.roots === undefined ? source : `${options.roots.join(" ")}\n${source}`;
  return compiled.getOrMake(key, () =>
    compile(source, options.roots === undefined ? defaultRoots : new Set(options.roots)),
  );
}

function compile(source: string, roots: ReadonlySet<string>): ExpressionParse {
  if (source.trim() === "")
    return refuse({ message: "The expression is empty.", remedy: "Write a value, for example vars.name." });
  if (source.length > LONGEST_SOURCE)
    return refuse({
      message: "The expression is longer than 10,000 characters.",
      remedy: "Split it, or do the work in a transform action.",
    });
  try {
    const parsed = environment.parse(source);
    const tree: unknown = parsed.ast;
    if (!isExpressionNode(tree))
      throw new TypeError("The syntax tree of the CEL library has another shape than expected.");
    const { problems, references, secrets } = checkExpression(tree, roots);
    if (problems.length > 0) return { ok: false, problems };
    const checked = parsed.check();
    if (checked.error !== undefined) return { ok: false, problems: [explainCelError(checked.error, source)] };
    limitCost(tree);
    const used = new Set(references.map((reference) => reference.split(".", 1)[0] ?? reference));
    if (secrets.length > 0) used.add("secrets");
    const expression = {
      source,
      references,
      secrets,
      roots: [...used],
      isPath: pathOf(tree) !== undefined,
      run: (context: Record<string, unknown>): unknown => parsed(context),
    };
    return { ok: true, expression };
  } catch (error) {
    if (!isCelError(error)) throw error;
    return { ok: false, problems: [explainCelError(error, source)] };
  }
}

function refuse(problem: { message: string; remedy: string }): ExpressionParse {
  return { ok: false, problems: [{ path: "", position: { line: 1, column: 1 }, ...problem }] };
}
