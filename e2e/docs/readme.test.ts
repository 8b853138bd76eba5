import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtinActions } from "@belfry/actions";
import { builtinConnectors } from "@belfry/connectors";
import { ServerEnv } from "@belfry/server";
import { builtinTriggers } from "@belfry/triggers";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], { cwd: root });

describe.each(["README.md", "README.zh-CN.md"])("%s", (page) => {
  const text = read(page);
  test("names every setting of the server", () => {
    expect(Object.keys(ServerEnv.shape).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
  test("names every trigger and every action", () => {
    const plugins = [builtinTriggers, builtinActions, builtinConnectors];
    const ids = plugins.flatMap(({ triggers = [], actions = [] }) => [...triggers, ...actions]).map(({ id }) => id);
    expect(ids.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
  });
  test("tells npm only what package.json knows", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?([a-z0-9]+)/g)].map(([, name]) => name ?? "");
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !["ci", "install"].includes(name) && !(name in scripts))).toEqual([]);
  });
});

/** The code of a page without the comments, which are in its own language. */
function codeOf(page: string): string[] {
  const blocks = [...read(page).matchAll(/^```(?:ts|yaml)\n(.*?)^```/gms)];
  return blocks.map(([, block = ""]) => block.replaceAll(/ +# .*$/gm, ""));
}

test("both languages show the same code", () => {
  expect(codeOf("README.zh-CN.md")).toEqual(codeOf("README.md"));
});

test.each(pages)("the links of %s lead somewhere", (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? "");
  expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});
