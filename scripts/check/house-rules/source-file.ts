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

/** Calls `visit` with every node of a TypeScript or JavaScript file and the line it starts on, counted from 1. */
export function visitSyntax(file: SourceFile, visit: (node: ts.Node, line: number) => void): void {
  const tree = treeOf(file);
  const descend = (node: ts.Node): void => {
    visit(node, tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1);
    node.forEachChild(descend);
  };
  tree.forEachChild(descend);
}
