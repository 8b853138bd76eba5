import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importTable } from "./import-table.ts";
import { listWorkspaces } from "./source-files.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const workspaces = listWorkspaces(root);

test("every workspace has a line in the table, and every line is a workspace", () => {
  expect(Object.keys(importTable).toSorted()).toEqual(workspaces.toSorted());
});

test.each(workspaces)("what %s depends on in package.json is what the table allows", (name) => {
  const manifest = JSON.parse(readFileSync(join(root, name, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  const ours = Object.keys(manifest.dependencies ?? {}).flatMap((dependency) =>
    dependency.startsWith("@belfry/") ? [dependency.slice("@belfry/".length)] : [],
  );
  expect(importTable[name]).toEqual(expect.arrayContaining(ours));
});

test("the table has no cycle: it can be put in an order in which everybody comes after whom they use", () => {
  const settled = new Set<string>();
  for (let round = 0; round < workspaces.length; round += 1) {
    for (const [name, uses] of Object.entries(importTable))
      if (uses.every((used) => settled.has(used))) settled.add(name);
  }
  expect(workspaces.filter((name) => !settled.has(name))).toEqual([]);
});

test("STYLE.md shows the same table", () => {
  const style = readFileSync(join(root, "STYLE.md"), "utf8");
  for (const [name, uses] of Object.entries(importTable)) {
    const row = new RegExp(`^\\| \`${name}\` \\| (?<uses>[^|]*) \\|`, "m").exec(style)?.groups?.["uses"] ?? "missing";
    const shown = row.trim() === "—" ? [] : row.split(",").map((word) => word.trim());
    expect({ name, uses: shown.toSorted() }).toEqual({ name, uses: uses.toSorted() });
  }
});
