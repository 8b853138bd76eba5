import { type Environment, EvaluationError } from "@marcbachmann/cel-js";
import { isExpressionNode, type ExpressionNode } from "./expression-node.ts";

/** Errors that mean "there is nothing there", and not "this is wrong". */
const ABSENT = new Set(["no_such_key", "index_out_of_bounds"]);

interface Coalesce {
  readonly choices: readonly ExpressionNode[];
}
interface Runner {
  run(node: ExpressionNode, context: unknown): unknown;
}
interface Checker {
  check(node: ExpressionNode, context: unknown): unknown;
  getType(name: string): unknown;
}

/**
 * `coalesce(a, b, …)`: the first value that is there and not null; null when none is. It is a macro and not a function, because
 * a function's arguments are all evaluated first, and a missing field would be an error before it is asked.
 */
export function registerCoalesce(environment: Environment): void {
  for (const count of [2, 3, 4, 5]) {
    const parameters = Array.from({ length: count }, () => "ast").join(", ");
    environment.registerFunction(`coalesce(${parameters}): dyn`, ({ args }: { args: readonly unknown[] }) => ({
      choices: args.filter(isExpressionNode),
      async: false,
      typeCheck(checker: Checker, macro: Coalesce, context: unknown): unknown {
        for (const choice of macro.choices) checker.check(choice, context);
        return checker.getType("dyn");
      },
      evaluate(runner: Runner, macro: Coalesce, context: unknown): unknown {
        for (const choice of macro.choices) {
          const value = valueOrNull(runner, choice, context);
          if (value !== null) return value;
        }
        return null;
      },
    }));
  }
}

function valueOrNull(runner: Runner, node: ExpressionNode, context: unknown): unknown {
  try {
    return runner.run(node, context) ?? null;
  } catch (error) {
    if (error instanceof EvaluationError && ABSENT.has(error.code)) return null;
    throw error;
  }
}
