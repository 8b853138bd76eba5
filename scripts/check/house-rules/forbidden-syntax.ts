import ts from "typescript";
import type { Finding } from "../finding.ts";
import { visitSyntax, type SourceFile } from "./source-file.ts";

/** Tools that load a file by its default export. */
const configFile = /\.config\.(?:ts|mjs)$/;
const openPoint = /(?:\/\/|\/\*|^\s*\*|--|#)(?:\s.*)?\b(?:TODO|FIXME)\b/;
const suppression = /(?:oxlint-disable|eslint-disable|@ts-expect-error|@ts-ignore)\S*(?<rest>.*)/;

const remedies = {
  enum: "Write a constant table and its type (`as const`, then `(typeof X)[keyof typeof X]`): Node removes types, it cannot compile an enum.",
  exportAll: "Name what the door lets through: with `export *` nobody sees in a review that the public surface grew.",
  defaultExport: "Export by name: a default export gets another name in each file that imports it.",
  openPoint: "Do it now, or write it down where work is planned; a note in the code is found by nobody.",
  suppression: "Say why on the same line, after ` -- `: the next reader cannot tell a reason from an oversight.",
};

/** Syntax that the house does without: enums, `export *`, default exports, open points and unexplained suppressions. */
export function findForbiddenSyntax(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const add = (line: number, problem: string, remedy: string) =>
    findings.push({ path: file.path, line, problem, remedy });

  file.text.split("\n").forEach((text, index) => {
    if (openPoint.test(text)) add(index + 1, "leaves an open point", remedies.openPoint);
    const rest = /(?:\/\/|\/\*)/.test(text) ? suppression.exec(text)?.groups?.["rest"] : undefined;
    if (rest !== undefined && !/(?:--|:)?\s*\S+\s+\S+\s+\S+/.test(rest.replace(/^.*?--/, ""))) {
      add(index + 1, "suppresses a check without a reason", remedies.suppression);
    }
  });

  if (file.path.endsWith(".sql")) return findings;
  visitSyntax(file, /\b(?:enum|default)\b|\bexport\s*\*/, (node, lineOf) => {
    if (ts.isEnumDeclaration(node)) add(lineOf(node), `declares the enum ${node.name.text}`, remedies.enum);
    if (ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) {
      add(lineOf(node), "exports everything of another file", remedies.exportAll);
    }
    if (isDefaultExport(node) && !configFile.test(file.path))
      add(lineOf(node), "has a default export", remedies.defaultExport);
  });
  return findings;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}
