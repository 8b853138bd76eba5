/**
 * The examples in doc comments and in docs/ are compiled: an example that stopped being true is worse than none.
 *
 * Each becomes a module in .cache/doc-examples, and the compiler's messages are given the place where the example stands.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeExample, exportedNames } from "./doc-examples/complete-example.ts";
import { extractExamples, type Example } from "./doc-examples/extract-examples.ts";
import { printFindings, type Finding } from "./finding.ts";
import { listSourceFiles, listWorkspaces } from "./source-files.ts";

const folder = ".cache/doc-examples";
const remedy = "Correct the example, or what it shows. A name that no package exports has to be declared in it.";

/** Wrong on purpose, and only by the strict rules of ours: if nobody complains of it, nothing was compiled. */
const planted = { file: "planted.ts", text: 'export const planted: string = ["wrong"][0];\n' };

/** The config of the examples: a reader's program, where types and values are imported alike. */
const config = {
  extends: "../../tsconfig.json",
  compilerOptions: { verbatimModuleSyntax: false, isolatedModules: false },
  include: ["./*.ts"],
};

const root = process.cwd();
const read = (path: string) => readFileSync(join(root, path), "utf8");

const doors = new Map(
  listWorkspaces(root)
    .filter((name) => name !== "console" && existsSync(join(root, name, "src/index.ts")))
    .flatMap((name) => exportedNames(read(`${name}/src/index.ts`)).map((exported) => [exported, `@belfry/${name}`])),
);
for (const name of ["test", "expect"]) doors.set(name, "vitest");

/** What an example may name without importing it: its own file's exports before those of the packages. */
function namesFor({ path }: Example): Map<string, string> {
  if (path.endsWith(".md")) return doors;
  return new Map([...doors, ...exportedNames(read(path)).map((name) => [name, `../../${path}`] as const)]);
}

const sources = listSourceFiles(root, [".ts"]).filter((path) => /^[^/]+\/src\/.*(?<!\.test)\.ts$/.test(path));
const pages = globSync(["docs/**/*.md", "README*.md"], { cwd: root });
const examples = [...sources, ...pages].flatMap((path) => extractExamples(path, read(path)));

rmSync(join(root, folder), { recursive: true, force: true });
mkdirSync(join(root, folder), { recursive: true });
writeFileSync(join(root, folder, "tsconfig.json"), JSON.stringify(config));
for (const [index, example] of examples.entries())
  writeFileSync(join(root, folder, `${index}.ts`), completeExample(example, namesFor(example)));

writeFileSync(join(root, folder, planted.file), planted.text);
// No rule, only types. The linter compiles what it is given; the compiler itself would check all that they import too.
writeFileSync(join(root, folder, "oxlint.json"), JSON.stringify({ categories: { correctness: "off" } }));

const files = [...examples.keys()].map((index) => `${folder}/${index}.ts`);
const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    "node_modules/oxlint/bin/oxlint",
    "--config",
    `${folder}/oxlint.json`,
    "--no-ignore",
    "--format=unix",
    "--type-aware",
    "--type-check",
    ...files,
    `${folder}/${planted.file}`,
  ],
  { cwd: root, encoding: "utf8" },
);
const findings = stdout.split("\n").flatMap((message): Finding[] => {
  const match = /doc-examples\/(?<index>\d+)\.ts:(?<line>\d+):\d+: (?<problem>.*)$/.exec(message)?.groups;
  const example = examples[Number(match?.["index"])];
  if (match === undefined || example === undefined) return [];
  // The imports are line 1 of the module.
  return [
    { path: example.path, line: example.line + Number(match["line"]) - 2, problem: match["problem"] ?? "", remedy },
  ];
});
if (examples.length === 0) throw new Error("No example was found, so the search for them is broken.");
if (!stdout.includes(`${folder}/${planted.file}:`))
  throw new Error(`The examples were not compiled: ${stderr}${stdout}`);
process.exitCode = printFindings(findings);
