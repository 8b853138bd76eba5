import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkHouseRules } from "./house-rules.ts";
import { findEnvironmentReads } from "./house-rules/environment.ts";
import { compareErrorReference } from "./house-rules/error-reference.ts";
import { countCodeLines, findLongFiles } from "./house-rules/file-size.ts";
import { findForbiddenSyntax } from "./house-rules/forbidden-syntax.ts";
import { findOtherClocks } from "./house-rules/sql-clock.ts";

const problems = (findings: readonly { problem: string; line?: number }[]) =>
  findings.map(({ problem, line }) => (line === undefined ? problem : `${line}: ${problem}`));

/** A line comment, put together here so that this file does not break the rules it tests. */
const comment = (text: string) => ["//", text, "\ncall();"].join(" ");

test("a violating file on disk is found with its path, line, reason and remedy", () => {
  const root = mkdtempSync(join(tmpdir(), "belfry-house-rules-"));
  try {
    writeFileSync(join(root, "package.json"), JSON.stringify({ workspaces: ["engine"] }));
    mkdirSync(join(root, "engine/src"), { recursive: true });
    writeFileSync(join(root, "engine/src/colour.ts"), "\nexport enum Colour { red }\n");
    expect(checkHouseRules(root)).toEqual([
      {
        path: "engine/src/colour.ts",
        line: 2,
        problem: "declares the enum Colour",
        remedy: expect.stringContaining("as const"),
      },
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test.each([
  "now()",
  "clock_timestamp()",
  "current_timestamp",
  "CURRENT_TIMESTAMP",
  "pg_catalog.now()",
  "'now'::timestamptz",
])("a statement may not ask %s", (clock) => {
  const sql = { path: "engine/src/sql/claim.sql", text: `select 1\nwhere run_at <= ${clock};` };
  expect(findOtherClocks(sql)).toEqual([expect.objectContaining({ line: 2 })]);
  const inTypeScript = {
    path: "engine/src/sql/claim.ts",
    text: `const text = \`select 1\nwhere run_at <= ${clock}\`;`,
  };
  expect(findOtherClocks(inTypeScript)).toEqual([expect.objectContaining({ line: 2 })]);
});

test("a fragment tagged as sql is a statement, whatever its words", () => {
  expect(findOtherClocks({ path: "api/src/filter.ts", text: "const due = sql`now()`;" })).toHaveLength(1);
});

test.each([
  ["the movable clock", { path: "engine/src/sql/claim.ts", text: "const text = `select belfry.now()`;" }],
  [
    "the machine's clock outside of SQL",
    { path: "model/src/time.ts", text: "const at = Date.now(); const later = clock.now();" },
  ],
  ["a comment", { path: "engine/src/sql/claim.sql", text: "-- never now()\nselect 1" }],
  [
    "another clock with the reason on its line",
    { path: "engine/src/sql/ages.sql", text: "select clock_timestamp() -- other clock: the server's own times" },
  ],
  ["CEL in a text", { path: "model/src/cel.ts", text: 'const expression = "now() - duration";' }],
  [
    "the file that defines the clock",
    {
      path: "store/migrations/0001_clock.sql",
      text: "create function belfry.now() returns timestamptz as 'select clock_timestamp()'",
    },
  ],
])("%s is allowed", (_, file) => {
  expect(findOtherClocks(file)).toEqual([]);
});

test("a file of 501 lines of code is too long; comments and blank lines do not count", () => {
  const code = "const a = 1;\n".repeat(500);
  expect(findLongFiles({ path: "a.ts", text: `/**\n * long\n * words\n */\n\n// more\n${code}` })).toEqual([]);
  expect(problems(findLongFiles({ path: "a.ts", text: `${code}const b = 2;\n` }))).toEqual([
    "501 lines without comments and blanks",
  ]);
  expect(countCodeLines("/* one */ const a = 1; // kept\n/* two\n three */ const b = 2;")).toBe(2);
});

test("only one file per program reads the environment", () => {
  const text = "export const port = process.env.PORT;";
  expect(problems(findEnvironmentReads({ path: "engine/src/claim.ts", text }))).toEqual(["1: reads process.env"]);
  for (const path of [
    "server/src/config.ts",
    "cli/src/config.ts",
    "scripts/demo.ts",
    "testkit/src/db.ts",
    "engine/test/a.test.ts",
  ]) {
    expect(findEnvironmentReads({ path, text })).toEqual([]);
  }
});

test.each([
  ["enum", "export enum Colour { red }", "1: declares the enum Colour"],
  ["export all", 'export * from "./a.ts";', "1: exports everything of another file"],
  ["export all under a name", 'export * as a from "./a.ts";', "1: exports everything of another file"],
  ["default function", "export default function run() {}", "1: has a default export"],
  ["default value", "const a = 1;\nexport default a;", "2: has a default export"],
  ["default by renaming", "const a = 1;\nexport { a as default };", "2: has a default export"],
  ["open point", comment("TODO later"), "1: leaves an open point"],
  ["suppression", comment("@ts-expect-error"), "1: suppresses a check without a reason"],
  ["lint suppression", comment("oxlint-disable-next-line no-console"), "1: suppresses a check without a reason"],
])("%s is refused", (_, text, problem) => {
  expect(problems(findForbiddenSyntax({ path: "model/src/a.ts", text }))).toEqual([problem]);
});

test.each([
  ["a default export of a config file", { path: "vitest.config.ts", text: "export default {};" }],
  ["a named re-export", { path: "model/src/index.ts", text: 'export { a, type B } from "./a.ts";' }],
  ["the words in a text", { path: "model/src/a.ts", text: 'const help = "write export default or enum X {}";' }],
  [
    "a suppression with its reason",
    { path: "model/src/a.ts", text: comment("@ts-expect-error a schedule brings no event") },
  ],
  [
    "a lint suppression with its reason",
    { path: "model/src/a.ts", text: comment("oxlint-disable-next-line no-console -- a person reads it") },
  ],
])("%s is allowed", (_, file) => {
  expect(findForbiddenSyntax(file)).toEqual([]);
});

test("the error reference and the catalog are compared in both directions", () => {
  const markdown = "# Errors\n\n### RULE_NOT_FOUND\n\ntext\n\n### `LEASE_LOST`\n\n## GONE_CODE\n\n### LEASE_LOST\n";
  expect(problems(compareErrorReference(["RULE_NOT_FOUND", "LEASE_LOST", "NEW_CODE"], markdown))).toEqual([
    "has no heading for NEW_CODE",
    "describes GONE_CODE, which the catalog does not have",
    "describes LEASE_LOST twice",
  ]);
});
