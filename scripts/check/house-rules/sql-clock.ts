import ts from "typescript";
import type { Finding } from "../finding.ts";
import { visitSyntax, type SourceFile } from "./source-file.ts";

const remedy =
  "Ask belfry.now(): tests move that clock, and a statement that asks another one decides by a different time than its neighbours.";

/** Clocks that nobody can move. `belfry.now()` and a method such as `clock.now()` have a dot before them. */
const otherClock =
  /(?<![\w.])now\s*\(\s*\)|pg_catalog\.now\s*\(|\b(?:clock_timestamp|transaction_timestamp|statement_timestamp)\s*\(|\b(?:current_timestamp|current_date|localtimestamp)\b|'(?:now|today)'\s*::/gi;
const looksLikeSql = /\b(?:select|insert\s+into|update|delete\s+from|returning|where|values|create|alter)\b/i;
const definesTheClock = /create\s+(?:or\s+replace\s+)?function\s+belfry\.now\s*\(/i;

/** What such a statement is about may be told by another clock alone, as the age of a transaction is: its line says why. */
const hasReason = /--\s*other clock:\s*\S/;

/** Folders whose statements do not run against Belfry's schema, or are samples for this very rule. */
const otherDatabases = /^(?:bench|scripts)\//;

/** Statements that ask a clock which tests cannot move; the file that defines `belfry.now()` may. */
export function findOtherClocks(file: SourceFile): Finding[] {
  if (otherDatabases.test(file.path) || definesTheClock.test(file.text)) return [];
  if (file.path.endsWith(".sql")) return clocksIn(file.path, file.text, 1);

  const findings: Finding[] = [];
  visitSyntax(file, otherClock, (node, lineOf) => {
    const text = literalText(node);
    if (text === undefined) return;
    const isSql = file.path.includes("/sql/") || isSqlTagged(node) || looksLikeSql.test(text);
    if (isSql) findings.push(...clocksIn(file.path, text, lineOf(node)));
  });
  return findings;
}

function clocksIn(path: string, sql: string, firstLine: number): Finding[] {
  const lines = sql.split("\n");
  const statement = withoutSqlComments(sql);
  return [...statement.matchAll(otherClock)].flatMap((match) => {
    const place = statement.slice(0, match.index).split("\n").length - 1;
    if (hasReason.test(lines[place] ?? "")) return [];
    return [{ path, line: firstLine + place, problem: `SQL asks ${match[0].trim()}`, remedy }];
  });
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return node.getText();
  return undefined;
}

function isSqlTagged(node: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(node.parent) && node.parent.tag.getText() === "sql";
}

/** Blanks comments out and keeps the line count. */
function withoutSqlComments(sql: string): string {
  return sql.replace(/--[^\n]*/g, "").replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
}
