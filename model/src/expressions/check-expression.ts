/**
 * What an expression must not do, found when it is saved and not at six in the morning.
 *
 * - It names only what there is: `vars`, `inputs`, `item` and so on.
 * - A secret is handed on whole or not at all: joined, compared or inspected it would end up in a log or a checkpoint.
 * - Loops are nested at most two deep: three over a thousand rows are a billion turns.
 * - `matches` is refused: it runs JavaScript's regular expressions, which can take hours for a short text.
 */
import type { Problem } from "../errors/problems.ts";
import {
  callPartsOf,
  childrenOf,
  type ExpressionNode,
  loopPartsOf,
  pathOf,
  positionOf,
  sourceOf,
} from "./expression-node.ts";

const DEEPEST_LOOP = 2;
/** Names that CEL itself gives a value: types, which `type(x) == string` compares with. */
const CEL_NAMES: ReadonlySet<string> = new Set([
  "int",
  "uint",
  "double",
  "bool",
  "string",
  "bytes",
  "list",
  "map",
  "null_type",
  "type",
]);

export interface ExpressionCheck {
  readonly problems: readonly Problem[];
  /** The values it names, as paths: `vars.x`, `actions.query.rows`. Each once. */
  readonly references: readonly string[];
  /** The names of the secrets it hands on. Each once. */
  readonly secrets: readonly string[];
}

interface Walk {
  readonly problems: Problem[];
  readonly references: Set<string>;
  readonly secrets: Set<string>;
  readonly roots: ReadonlySet<string>;
}

/** What a node stands in: the loops around it, the names they bind, and whether its value is handed on as it is. */
interface Place {
  readonly loops: number;
  readonly bound: readonly string[];
  readonly handedOn: boolean;
}

export function checkExpression(root: ExpressionNode, roots: ReadonlySet<string>): ExpressionCheck {
  const walk: Walk = { problems: [], references: new Set(), secrets: new Set(), roots };
  visit(walk, root, { loops: 0, bound: [], handedOn: true });
  return {
    problems: walk.problems,
    references: [...walk.references].toSorted(),
    secrets: [...walk.secrets].toSorted(),
  };
}

function visit(walk: Walk, node: ExpressionNode, place: Place): void {
  const path = pathOf(node);
  if (path !== undefined) return visitPath(walk, { node, path, place });

  const loop = loopPartsOf(node);
  if (loop !== undefined) {
    visit(walk, loop.list, { ...place, handedOn: false });
    if (place.loops >= DEEPEST_LOOP) {
      report(
        walk,
        node,
        "Loops are nested more than two deep.",
        "Look up values in a table instead, or do it in a transform action.",
      );
    }
    const inside = { loops: place.loops + 1, bound: [...place.bound, loop.variable], handedOn: false };
    for (const part of loop.body) visit(walk, part, inside);
    return undefined;
  }

  const call = callPartsOf(node);
  if (call?.name === "matches" && call.receiver !== undefined) {
    report(
      walk,
      node,
      "The function matches is not available.",
      'Write text.matchesRegex("…") instead; it understands the syntax of RE2.',
    );
  }
  const handsOn = node.op === "?:" || node.op === "list" || node.op === "map" || node.op === "value";
  for (const [index, child] of childrenOf(node).entries()) {
    visit(walk, child, { ...place, handedOn: place.handedOn && handsOn && !(node.op === "?:" && index === 0) });
  }
  return undefined;
}

function visitPath(
  walk: Walk,
  { node, path, place }: { node: ExpressionNode; path: readonly string[]; place: Place },
): void {
  const [root = ""] = path;
  if (place.bound.includes(root)) return;
  if (root === "secrets") return visitSecret(walk, { node, path, place });
  if (walk.roots.has(root)) walk.references.add(path.join("."));
  else if (!CEL_NAMES.has(root) || path.length > 1) {
    const known = [...walk.roots].join(", ");
    report(walk, node, `There is no value named ${root}.`, `Use one of ${known}; put quotation marks around a text.`);
  }
}

function visitSecret(
  walk: Walk,
  { node, path, place }: { node: ExpressionNode; path: readonly string[]; place: Place },
): void {
  const [, name] = path;
  if (!walk.roots.has("secrets"))
    return report(walk, node, "Secrets cannot be used here.", "Use them only in the secret fields of an action.");
  if (name === undefined || path.length > 2)
    return report(walk, node, `${sourceOf(node)} is not a secret.`, "Name one secret: secrets.NAME.");
  walk.secrets.add(name);
  if (!place.handedOn) {
    report(
      walk,
      node,
      `The secret ${name} cannot be joined, compared or inspected.`,
      `Give it whole to a secret field: \${{ secrets.${name} }}.`,
    );
  }
}

function report(walk: Walk, node: ExpressionNode, message: string, remedy: string): void {
  walk.problems.push({ path: "", position: positionOf(node), message, remedy });
}
