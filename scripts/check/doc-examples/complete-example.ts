import ts from "typescript";
import type { Example } from "./extract-examples.ts";

/** Where a name can be imported from, by the name. */
export type Names = ReadonlyMap<string, string>;

/**
 * An example as a module: the names that it uses and does not declare are imported, all on one line before it, so that a
 * reader need not read imports of what the page is about. A name that nobody exports stays unknown, and the compiler says so.
 */
export function completeExample(example: Example, names: Names): string {
  const tree = ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.Latest, true);
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node);
    if (isDeclaration && node.name !== undefined) collectNames(node.name, declared);
    node.forEachChild(visit);
  };
  visit(tree);
  const imports = [...used]
    .filter((name) => !declared.has(name) && names.has(name))
    .map((name) => `import { ${name} } from ${JSON.stringify(names.get(name))};`);
  return `${imports.join(" ")} export {};\n${example.code}\n`;
}

function collectNames(name: ts.Node, into: Set<string>): void {
  if (ts.isIdentifier(name)) into.add(name.text);
  else name.forEachChild((child) => collectNames(ts.isBindingElement(child) ? child.name : child, into));
}

/** The names that a module exports. */
export function exportedNames(text: string): string[] {
  const tree = ts.createSourceFile("module.ts", text, ts.ScriptTarget.Latest, true);
  return tree.statements.flatMap((statement): string[] => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    }
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(tree));
    const named = statement as ts.DeclarationStatement;
    return named.name === undefined ? [] : [named.name.text];
  });
}
