import { spend, spendOn } from "./evaluation-scope.ts";
import { callPartsOf, childrenOf, type ExpressionNode, isExpressionNode, loopPartsOf } from "./expression-node.ts";

/** Elements of a list for one step: comparing them is quicker than copying them. */
const LOOKING = 32;
const COPYING = 8;

/** Calls and operators whose cost does not grow with what they are given. */
const CONSTANT: ReadonlySet<string> = new Set([
  "size",
  "first",
  "last",
  "has",
  "get",
  "coalesce",
  "&&",
  "||",
  "?:",
  "list",
  "map",
  ".",
  "[]",
  "!_",
  "-_",
]);

/**
 * Makes a checked expression pay for its work: one step for each turn of a loop, and for each operand by its length.
 * Done once, when the expression is compiled; evaluating it then spends from the scope.
 */
export function limitCost(node: ExpressionNode): void {
  if (loopPartsOf(node) !== undefined) payPerTurn(node);
  else if (!CONSTANT.has(callPartsOf(node)?.name ?? node.op))
    for (const operand of childrenOf(node)) payForValue(operand, node.op === "in" ? LOOKING : COPYING);
  for (const child of childrenOf(node)) limitCost(child);
}

/** The condition of a loop is asked before each turn. */
function payPerTurn(node: ExpressionNode): void {
  const loop = node.meta.alternate;
  if (!isExpressionNode(loop) || typeof loop.args !== "object" || loop.args === null) return;
  const condition: unknown = Reflect.get(loop.args, "condition");
  const goesOn = typeof condition === "function" ? condition : () => true;
  Reflect.set(loop.args, "condition", (result: unknown): unknown => {
    spend(1);
    return Reflect.apply(goesOn, undefined, [result]);
  });
}

function payForValue(node: ExpressionNode, elementsPerStep: number): void {
  if (node.op === "value") return;
  const evaluate = behaviourOf(node);
  node.evaluate = (runner, _node, context) => {
    const value = evaluate(runner, context);
    spendOn(value, elementsPerStep);
    return value;
  };
}

/** How a node gets its value: a macro by what it became, any other by its operator. */
function behaviourOf(node: ExpressionNode): (runner: unknown, context: unknown) => unknown {
  const { alternate, macro } = node.meta;
  if (isExpressionNode(alternate)) return (runner, context) => alternate.evaluate(runner, alternate, context);
  const owner = typeof macro === "object" && macro !== null ? macro : node.meta;
  return (runner, context) =>
    Reflect.apply(Reflect.get(owner, "evaluate"), owner, [runner, owner === macro ? macro : node, context]);
}
