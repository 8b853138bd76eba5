import type { Problem, TextPosition } from "../errors/problems.ts";
import { isAppError } from "../errors/app-error.ts";
import { compileExpression } from "./compile-expression.ts";
import { evaluate, type EvaluateOptions, type ExpressionContext } from "./evaluate-expression.ts";
import { stepsTaken } from "./evaluation-scope.ts";
import { createExpressionEnvironment } from "./expression-environment.ts";
import {
  childrenOf,
  isExpressionNode,
  loopPartsOf,
  pathOf,
  positionOf,
  sourceOf,
  type ExpressionNode,
} from "./expression-node.ts";

/** What a part of an expression came to. */
export interface TracedPart {
  /** The part as it is written: `event.data.amount >= 100`. */
  readonly source: string;
  readonly position: TextPosition;
  /** How deep it stands in the expression; 0 is the whole. */
  readonly depth: number;
  readonly value?: unknown;
  /** Set instead of a value when it could not be evaluated. */
  readonly problem?: Problem;
}

const MOST_PARTS = 200;
/** Each part may take as long as the whole, and together they would hold the process for a minute. */
const MOST_STEPS = 2_000_000;
const environment = createExpressionEnvironment();

/**
 * Shows what each part of an expression comes to with these values, the whole first and then its parts in the order they
 * are written. Literals are left out, and so is the body of a loop, which has no single value. Each part is evaluated by
 * itself: also the side of `&&` that the whole would not have looked at.
 *
 * @returns the problems instead when the expression cannot be read
 */
export function traceExpression(
  source: string,
  context: ExpressionContext,
  options: EvaluateOptions & { readonly roots?: readonly string[] } = {},
):
  | { readonly ok: true; readonly parts: readonly TracedPart[] }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const compiled = compileExpression(source, options);
  if (!compiled.ok) return compiled;
  const tree: unknown = environment.parse(source).ast;
  if (!isExpressionNode(tree))
    throw new TypeError("The syntax tree of the CEL library has another shape than expected.");
  const parts: TracedPart[] = [];
  let steps = 0;
  const visit = (node: ExpressionNode, depth: number): void => {
    if (parts.length >= MOST_PARTS || node.op === "value") return;
    parts.push(trace(node, depth));
    // `event.data.amount` is one value for whoever reads it, not three.
    if (pathOf(node) !== undefined) return;
    const loop = loopPartsOf(node);
    for (const child of loop === undefined ? childrenOf(node) : [loop.list]) visit(child, depth + 1);
  };
  const trace = (node: ExpressionNode, depth: number): TracedPart => {
    const place = { source: sourceOf(node), position: positionOf(node), depth };
    const part = compileExpression(place.source, options);
    if (!part.ok)
      return {
        ...place,
        problem: part.problems[0] ?? { path: "", message: "It cannot be read by itself.", remedy: "" },
      };
    if (steps > MOST_STEPS) {
      const message = "It was not evaluated: the parts before it needed too many steps.";
      return { ...place, problem: { path: "", message, remedy: "Test it by itself, or with less data." } };
    }
    try {
      return { ...place, value: evaluate(part.expression, context, options) };
    } catch (error) {
      if (!isAppError(error, "EXPRESSION_FAILED")) throw error;
      const { message, remedy } = error.details as { readonly message?: string; readonly remedy?: string };
      return { ...place, problem: { path: "", message: message ?? error.message, remedy: remedy ?? error.remedy } };
    } finally {
      steps += stepsTaken();
    }
  };
  visit(tree, 0);
  return { ok: true, parts };
}
