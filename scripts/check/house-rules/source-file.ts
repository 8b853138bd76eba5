import ts from "typescript";

/** One file as the house rules see it. */
export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const trees = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax tree of a file; several rules read it, and parsing is what costs. */
function treeOf(file: SourceFile): ts.SourceFile {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  trees.set(file, tree);
  return tree;
}

/**
 * Calls `visit` with every node of a TypeScript or JavaScript file in which `words` stand at all, and with what tells the
 * line it starts on, counted from 1. Most files hold nothing that a rule looks for: reading those as text is enough.
 */
export function visitSyntax(
  file: SourceFile,
  words: RegExp,
  visit: (node: ts.Node, lineOf: (node: ts.Node) => number) => void,
): void {
  if (file.text.search(words) === -1) return;
  const tree = treeOf(file);
  const lineOf = (node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const descend = (node: ts.Node): void => {
    visit(node, lineOf);
    node.forEachChild(descend);
  };
  tree.forEachChild(descend);
}
