/**
 * test/sql/golden/*.sql of each package: every statement as it is sent. A statement that is put together from parts, or
 * shares columns with others, shows here what a change of a part does to it; and a test asks PostgreSQL how it would run
 * each of them (store/test/plans).
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listSourceFiles, listWorkspaces } from "../check/source-files.ts";
import { settleGeneratedFile } from "./generated-file.ts";
import { recordStatements, type RecordedStatement } from "./record-statements.ts";

export interface FoundStatement extends RecordedStatement {
  /** The file that sends it, relative to the checkout. */
  readonly source: string;
}

/** The file as it should be: where the statement comes from, and its text without the indentation of its place. */
export function renderGolden(statement: FoundStatement): string {
  return `-- ${statement.name}, sent by ${statement.source}\n${unindent(statement.text)}\n`;
}

/** What is wrong with a set of statements, as sentences; none when nothing is. */
export function faultsOf(statements: readonly FoundStatement[]): string[] {
  const faults: string[] = [];
  for (const [index, { name, source }] of statements.entries()) {
    const twin = statements.findIndex((other) => other.name === name);
    if (twin !== index) {
      faults.push(
        `${source}  names its statement ${name}, as ${statements[twin]?.source} does\n  → Give it a name of its own: one connection prepares one text per name and refuses the second.`,
      );
    }
    if (statements.findIndex((other) => other.source === source) !== index && twin === index) {
      faults.push(`${source}  sends a second statement, ${name}\n  → One statement, one function, one file.`);
    }
  }
  return faults;
}

function unindent(text: string): string {
  const lines = text.split("\n");
  const body = lines[0]?.trim() === "" ? lines.slice(1) : lines;
  const later = (body === lines ? body.slice(1) : body).filter((line) => line.trim() !== "");
  const margin = Math.min(...later.map((line) => line.length - line.trimStart().length));
  return body
    .map((line) => (line.startsWith(" ") ? line.slice(Math.min(margin, line.length - line.trimStart().length)) : line))
    .join("\n")
    .trim();
}

async function findStatements(root: string): Promise<FoundStatement[]> {
  const files = listSourceFiles(root, [".ts"]).filter((path) => /^[^/]+\/src\/sql\/.*(?<!\.test)\.ts$/.test(path));
  const found = await Promise.all(
    files.map(async (source) => {
      const module = (await import(pathToFileURL(join(root, source)).href)) as Record<string, unknown>;
      const statements = await recordStatements(module);
      if (statements.length === 0 && readFileSync(join(root, source), "utf8").includes(".query")) {
        throw new Error(`${source} sends a statement that was not seen. Let an exported function send it when called.`);
      }
      return statements.map((statement) => ({ ...statement, source }));
    }),
  );
  return found.flat();
}

const goldenFolder = (workspace: string) => `${workspace}/test/sql/golden`;

/** Golden files whose statement is gone. */
function findLeftOvers(root: string, expected: ReadonlySet<string>): string[] {
  return listWorkspaces(root).flatMap((workspace) => {
    const folder = goldenFolder(workspace);
    if (!existsSync(join(root, folder))) return [];
    return readdirSync(join(root, folder))
      .map((file) => `${folder}/${file}`)
      .filter((path) => !expected.has(path));
  });
}

if (import.meta.main) {
  const root = process.cwd();
  const options = { check: process.argv.includes("--check") };
  const statements = await findStatements(root);
  const faults = faultsOf(statements);
  const files = new Map(
    statements.map((statement) => [
      `${goldenFolder(statement.source.slice(0, statement.source.indexOf("/")))}/${statement.name}.sql`,
      renderGolden(statement),
    ]),
  );
  for (const fault of faults) console.error(fault);
  let failed = faults.length > 0;
  for (const [path, content] of files) if (settleGeneratedFile(root, path, content, options) !== 0) failed = true;
  for (const path of findLeftOvers(root, new Set(files.keys()))) {
    if (options.check) {
      console.error(`${path}  is the golden copy of no statement\n  → Run \`npm run generate\`.`);
      failed = true;
    } else rmSync(join(root, path));
  }
  if (failed) process.exitCode = 1;
}
