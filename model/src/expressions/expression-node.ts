/**
 * The syntax tree of an expression as the CEL library builds it. Its published types leave out what macros become and
 * the place where a node's behaviour hangs, which the cost limit needs; everything that reaches into the tree does so
 * through this file.
 */
import type { TextPosition } from "../errors/problems.ts";
import { positionAt } from "../errors/problems.ts";

export interface ExpressionNode {
  /** `id`, `.`, `[]`, `call`, `rcall`, `value`, `list`, `map`, `?:`, `+`, … */
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
  readonly pos: number;
  readonly input: string;
  /** What a macro such as `filter` became. */
  readonly meta: { readonly alternate?: unknown; readonly macro?: unknown };
  evaluate: (runner: unknown, node: unknown, context: unknown) => unknown;
}

export function isExpressionNode(value: unknown): value is ExpressionNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value && "meta" in value;
}

/** A call in either form: `size(list)` and `list.size()`. */
export interface CallParts {
  readonly name: string;
  readonly receiver: ExpressionNode | undefined;
  readonly args: readonly ExpressionNode[];
}

export function callPartsOf(node: ExpressionNode): CallParts | undefined {
  if (!Array.isArray(node.args) || typeof node.args[0] !== "string") return undefined;
  const [name, second, third] = node.args as [string, unknown, unknown];
  if (node.op === "call") return { name, receiver: undefined, args: nodesIn(second) };
  if (node.op === "rcall" && isExpressionNode(second)) return { name, receiver: second, args: nodesIn(third) };
  return undefined;
}

/** The macros that bind a name for each element of a list. */
const LOOPS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

export interface LoopParts {
  readonly list: ExpressionNode;
  readonly variable: string;
  readonly body: readonly ExpressionNode[];
}

/** The parts of a loop such as `list.filter(x, x > 1)`; nothing for another node. */
export function loopPartsOf(node: ExpressionNode): LoopParts | undefined {
  if (!isExpressionNode(node.meta.alternate)) return undefined;
  const call = callPartsOf(node);
  const [variable, ...body] = call?.args ?? [];
  if (call?.receiver === undefined || !LOOPS.has(call.name) || typeof variable?.args !== "string") return undefined;
  return { list: call.receiver, variable: variable.args, body };
}

/** The nodes directly below a node, loops and calls included. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  const call = callPartsOf(node);
  if (call !== undefined) return call.receiver === undefined ? call.args : [call.receiver, ...call.args];
  return nodesIn(node.args);
}

/** The names that lead to a value: `actions.query.rows` → [actions, query, rows]. Ends at an index that is computed or a number. */
export function pathOf(node: ExpressionNode): readonly string[] | undefined {
  if (node.op === "id" && typeof node.args === "string") return [node.args];
  if (!Array.isArray(node.args)) return undefined;
  const [left, right] = node.args as [unknown, unknown];
  if (!isExpressionNode(left)) return undefined;
  const before = pathOf(left);
  if (before === undefined) return undefined;
  if (node.op === "." && typeof right === "string") return [...before, right];
  if (node.op === "[]" && isExpressionNode(right) && right.op === "value" && typeof right.args === "string")
    return [...before, right.args];
  return undefined;
}

/**
 * The text of a node. The CEL library ends a node where its last part ends, also when that part stands in brackets: of
 * `a && (b || c)` the last bracket would be missing, and the text would be no expression.
 */
export function sourceOf({ input, start, end }: ExpressionNode): string {
  const bare = input.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => " ".repeat(text.length));
  let [from, to] = [start, end];
  let { opened, closed } = unmatchedBrackets(bare.slice(from, to));
  for (; opened > 0; opened -= 1) to = bare.indexOf(")", to) + 1 || to;
  for (; closed > 0; closed -= 1) from = Math.max(bare.lastIndexOf("(", from - 1), 0);
  return input.slice(from, to);
}

function unmatchedBrackets(text: string): { opened: number; closed: number } {
  let [opened, closed] = [0, 0];
  for (const character of text) {
    if (character === "(") opened += 1;
    if (character === ")" && opened > 0) opened -= 1;
    else if (character === ")") closed += 1;
  }
  return { opened, closed };
}

export function positionOf(node: ExpressionNode): TextPosition {
  return positionAt(node.input, node.start);
}

function nodesIn(value: unknown): readonly ExpressionNode[] {
  if (isExpressionNode(value)) return [value];
  return Array.isArray(value) ? value.flatMap(nodesIn) : [];
}
