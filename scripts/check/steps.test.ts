import { expect, test } from "vitest";
import { listSourceFiles } from "./source-files.ts";
import { lintedPaths } from "./steps.ts";

const root = process.cwd();

test("the linter, which also compiles, is given every source file: one that it does not see has no types", () => {
  const seen = lintedPaths(root);
  const sources = listSourceFiles(root, [".ts", ".tsx"]);
  expect(sources.length).toBeGreaterThan(1_000);
  expect(sources.filter((path) => !seen.some((place) => path === place || path.startsWith(`${place}/`)))).toEqual([]);
});

test("every folder with generated code holds only declarations: the linter passes by it", () => {
  const generated = listSourceFiles(root, [".ts", ".tsx"]).filter((path) => path.includes("/generated/"));
  expect(generated.filter((path) => !path.endsWith(".d.ts"))).toEqual([]);
});
