import ts from "typescript";
import type { Finding } from "../finding.ts";
import { isTest } from "../source-files.ts";
import { visitSyntax, type SourceFile } from "./source-file.ts";

/** The one file per program that reads the environment, and code that never runs in production. */
const mayReadEnvironment =
  /^(?:server|cli)\/src\/config\.ts$|^(?:scripts|bench)\/|^[^/]+\.config\.ts$|^console\/[^/]+\.config\.ts$/;

/** Reads of `process.env` outside of the file that turns it into a configuration object. */
export function findEnvironmentReads(file: SourceFile): Finding[] {
  if (mayReadEnvironment.test(file.path) || isTest(file.path)) return [];
  const findings: Finding[] = [];
  visitSyntax(file, /\benv\b/, (node, lineOf) => {
    if (!ts.isPropertyAccessExpression(node)) return;
    if (node.expression.getText() !== "process" || node.name.text !== "env") return;
    findings.push({
      path: file.path,
      line: lineOf(node),
      problem: "reads process.env",
      remedy:
        "Configuration is read once, in server/src/config.ts (cli/src/config.ts for the command line), and arrives as an argument: a variable read elsewhere is documented nowhere and checked by nobody.",
    });
  });
  return findings;
}
