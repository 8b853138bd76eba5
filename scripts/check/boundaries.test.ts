import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findBoundaryViolations, findUncruised } from "./boundaries.ts";

const created: string[] = [];
afterEach(() => {
  for (const folder of created.splice(0)) rmSync(folder, { recursive: true });
});

const table = {
  model: [],
  engine: ["model"],
  notify: ["model"],
  testkit: ["model"],
  server: ["model", "engine", "notify"],
  console: [],
};

/** A checkout with one harmless index per package, and the given files on top. */
function checkout(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "belfry-boundaries-"));
  created.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("package.json", JSON.stringify({ workspaces: Object.keys(table) }));
  mkdirSync(join(root, "node_modules/@belfry"), { recursive: true });
  for (const name of Object.keys(table)) {
    write(
      `${name}/package.json`,
      JSON.stringify({ name: `@belfry/${name}`, type: "module", exports: { ".": "./src/index.ts" } }),
    );
    write(`${name}/src/index.ts`, `export const ${name}Door = 1;\n`);
    symlinkSync(`../../${name}`, join(root, "node_modules/@belfry", name));
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return root;
}

async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const findings = await findBoundaryViolations(checkout(files), table);
  return findings.map(({ path, problem }) => `${path} ${problem}`);
}

test("an import that the table names is allowed", async () => {
  expect(
    await problemsOf({
      "engine/src/claim.ts": `import { modelDoor } from "@belfry/model";\nexport const claim = modelDoor;\n`,
    }),
  ).toEqual([]);
});

test("an import that the table does not name is refused, also when it only imports a type", async () => {
  const problems = await problemsOf({
    "engine/src/claim.ts": `import type { notifyDoor } from "@belfry/notify";\nexport type Claim = typeof notifyDoor;\n`,
  });
  expect(problems).toEqual(["engine/src/claim.ts imports-of-engine: → notify/src/index.ts"]);
});

test("a deep import past another package's index is refused", async () => {
  const problems = await problemsOf({
    "model/src/rule.ts": `export const rule = 1;\n`,
    "engine/src/claim.ts": `import { rule } from "../../model/src/rule.ts";\nexport const claim = rule;\n`,
  });
  expect(problems).toEqual(["engine/src/claim.ts one-door: → model/src/rule.ts"]);
});

test("the testkit is refused in production and allowed in tests", async () => {
  const text = `import { testkitDoor } from "@belfry/testkit";\nexport const used = testkitDoor;\n`;
  const problems = await problemsOf({ "engine/src/claim.ts": text, "engine/test/claim.test.ts": text });
  expect(problems).toContain("engine/src/claim.ts no-testkit-in-production: → testkit/src/index.ts");
  expect(problems.filter((problem) => problem.startsWith("engine/test/"))).toEqual([]);
});

test("nobody imports the composition root, not even a test", async () => {
  const problems = await problemsOf({
    "engine/test/claim.test.ts": `import { serverDoor } from "@belfry/server";\nexport const used = serverDoor;\n`,
  });
  expect(problems).toEqual(["engine/test/claim.test.ts tests-know-no-server: → server/src/index.ts"]);
});

test("a cycle is refused with its whole way", async () => {
  const problems = await problemsOf({
    "engine/src/claim.ts": `import { lease } from "./lease.ts";\nexport const claim = () => lease;\n`,
    "engine/src/lease.ts": `import { claim } from "./claim.ts";\nexport const lease = () => claim;\n`,
  });
  expect(problems).toContain("engine/src/claim.ts no-cycles: → engine/src/lease.ts → engine/src/claim.ts");
});

test("a file that nothing imports and that imports nothing is refused", async () => {
  expect(await problemsOf({ "engine/src/forgotten.ts": "export const forgotten = 1;\n" })).toEqual([
    "engine/src/forgotten.ts no-orphans: → engine/src/forgotten.ts",
  ]);
});

test("features of the console meet at their index, and ui knows no feature", async () => {
  const problems = await problemsOf({
    "console/src/features/rules/index.ts": `export { RuleTitle } from "./rule-title.ts";\n`,
    "console/src/features/rules/rule-title.ts": `export const RuleTitle = 1;\n`,
    "console/src/features/executions/page.ts": `import { RuleTitle } from "../rules/rule-title.ts";\nexport const page = RuleTitle;\n`,
    "console/src/ui/button.ts": `import { RuleTitle } from "../features/rules/index.ts";\nexport const button = RuleTitle;\n`,
  });
  expect(problems.toSorted()).toEqual([
    "console/src/features/executions/page.ts features-meet-at-their-index: → console/src/features/rules/rule-title.ts",
    "console/src/ui/button.ts ui-knows-no-feature: → console/src/features/rules/index.ts",
  ]);
});

test("model does no input or output", async () => {
  const problems = await problemsOf({
    "model/src/read.ts": `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n`,
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^model\/src\/read.ts model-does-no-io/);
});

test("a workspace without a line in the table is refused", async () => {
  const root = checkout({ "package.json": JSON.stringify({ workspaces: [...Object.keys(table), "newcomer"] }) });
  const findings = await findBoundaryViolations(root, table);
  expect(findings.map((finding) => finding.problem)).toEqual([
    "the workspace newcomer has no line in the import table",
  ]);
});

test("a cruise that saw nothing is a failure, not a success", () => {
  expect(findUncruised(["model/src/index.ts"], new Set())).toEqual([
    expect.objectContaining({ path: "model/src/index.ts", problem: "was not cruised" }),
  ]);
});
